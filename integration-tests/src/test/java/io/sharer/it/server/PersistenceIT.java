package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A persistence context is that of the body's transaction: the caller's, or one of its own. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class PersistenceIT {
    private static final int CALLERS = 8;
    private static final int ADDITIONS_EACH = 25;
    private static final AtomicInteger IDS = new AtomicInteger();

    private static final String PERSISTENCE_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="stock">
                <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Stock stock;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of("persistence", Stock.class, Item.class, ServerExecutor.class)
                .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml");
    }

    @Test
    void everyCallerSeesWhatTheOneBeforeItHasCommitted() throws Exception {
        int id = newItem();
        Callable<Void> caller = () -> {
            for (int i = 0; i < ADDITIONS_EACH; i++) {
                stock.add(id);
            }
            return null;
        };

        List<Future<Void>> callers = ServerExecutor.get().invokeAll(Collections.nCopies(CALLERS, caller), 90, SECONDS);

        for (Future<Void> one : callers) {
            one.get(0, SECONDS);
        }
        assertThat(stock.amount(id)).isEqualTo(CALLERS * ADDITIONS_EACH);
    }

    @Test
    void aSynchronousBodyHasItsCallersPersistenceContext() throws Exception {
        int id = newItem();
        transaction.begin();
        try {
            Item known = stock.look(id);
            known.add(7);

            assertThat(stock.find(id)).isSameAs(known);
        } finally {
            transaction.rollback();
        }
        assertThat(stock.amount(id))
                .as("rolled back with the caller's transaction")
                .isZero();
    }

    @Test
    void anAsynchronousBodyHasAPersistenceContextOfItsOwn() throws Exception {
        int id = newItem();
        transaction.begin();
        try {
            Item known = stock.look(id);

            Item found = stock.addLater(id).get(30, SECONDS);

            assertThat(found.id()).isEqualTo(id);
            assertThat(found).isNotSameAs(known);
            assertThat(known.amount()).isZero();
        } finally {
            transaction.rollback();
        }
        assertThat(stock.amount(id)).as("the rollback was none of the body's").isEqualTo(1);
    }

    private int newItem() {
        int id = IDS.incrementAndGet();
        stock.put(id);
        return id;
    }
}
