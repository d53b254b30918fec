package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Pool;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sqlite.JDBC;

/** What is lent on a server: for a transaction of its own, and made by its ServerExecutor.get(). */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class PooledBeansIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<Connection> connections;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Supplier<Observation> observer;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gauge gauge;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<Gauge> gauges;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.withStereotypes(
                        "pooled",
                        Lending.class,
                        Gauge.class,
                        Surroundings.class,
                        Observation.class,
                        Visit.class,
                        ServerExecutor.class)
                .addAsLibraries(TestWar.jarOf(JDBC.class));
    }

    @Test
    void aConnectionIsLentUntilTheCommit() throws Exception {
        isLentUntil(transaction::commit);
    }

    @Test
    void aConnectionIsLentUntilTheRollBack() throws Exception {
        isLentUntil(transaction::rollback);
    }

    private void isLentUntil(End end) throws Exception {
        for (int round = 0; round < 3; round++) {
            transaction.begin();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select 40 + 2")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt(1)).isEqualTo(42);
                assertThat(connections.stats().lent()).isEqualTo(1);
            } finally {
                end.come();
            }
            assertThat(connections.stats().lent()).isZero();
        }
        assertThat(connections.stats().created()).isEqualTo(1);
    }

    /** How a transaction ends. */
    private interface End {
        void come() throws Exception;
    }

    @Test
    void outsideATransactionThereIsNone() {
        assertThatThrownBy(connection::createStatement).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void aClassIsLentForACall() {
        assertThat(gauge.toString()).isNotEmpty();
        assertThat(gauge.isMade()).isTrue();
        assertThat(gauge.number()).isEqualTo(gauge.number());
        assertThat(gauge.sum(1, 2, 3, "a", "b")).isEqualTo(8);

        assertThat(gauges.stats().created()).isEqualTo(1);
        assertThat(gauges.stats().lent()).isZero();
    }

    @Test
    void whatIsMadeAwayFromItsBorrowerIsMadeInTheContextOfTheApplication() throws Exception {
        Observation seen = observer.get();

        ServerExecutor.assertIsOneOfItsThreads(seen.thread());
        assertThat(seen.greeting()).isEqualTo("hello");
        assertThat(seen.classLoader()).isSameAs(Thread.currentThread().getContextClassLoader());
    }
}
