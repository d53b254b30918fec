package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What bodies find around themselves on a dedicated thread. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class DedicatedThreadIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Screen screen;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of("dedicated", Screen.class, Surroundings.class, Observation.class, Visit.class);
    }

    @Test
    void allBodiesRunOnOneManagedThreadThatIsNamedAfterTheBean() throws Exception {
        Thread thread = screen.draw().thread();

        assertThat(thread).isNotSameAs(Thread.currentThread()).isInstanceOf(ManageableThread.class);
        assertThat(thread.getName()).isEqualTo("sharer-" + Screen.class.getName());
        assertThat(screen.opened().thread()).isSameAs(thread);
        assertThat(screen.drawLater().get(30, SECONDS).thread()).isSameAs(thread);
    }

    @Test
    void bodiesLookUpTheirCallersNames() {
        assertThat(screen.opened().greeting()).isEqualTo("hello");
        assertThat(screen.draw().greeting()).isEqualTo("hello");
    }

    @Test
    void bodiesHaveTheirCallersClassLoader() {
        assertThat(screen.draw().classLoader()).isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void bodiesHaveARequestScopeOfTheirOwn() {
        int request = screen.draw().request();

        assertThat(request).isNotEqualTo(surroundings.observe().request());
        assertThat(Visit.isOver(request)).isTrue();
    }

    @Test
    void theCallersTransactionStaysWithTheCaller() throws Exception {
        transaction.begin();
        try {
            assertThat(screen.draw().transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        } finally {
            transaction.rollback();
        }
    }
}
