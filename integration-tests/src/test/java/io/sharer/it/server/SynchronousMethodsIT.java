package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the body of a synchronous {@code @Shared} method finds around itself: all that its caller has. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class SynchronousMethodsIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Till till;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of("synchronous", Till.class, Surroundings.class, Observation.class, Visit.class);
    }

    @Test
    void aBodyRunsOnItsCallersThreadWithinItsRequest() {
        Observation caller = surroundings.observe();

        Observation body = till.look();

        assertThat(body).isEqualTo(caller);
        assertThat(body.thread()).isSameAs(Thread.currentThread());
    }

    @Test
    void aBodyRunsInItsCallersTransaction() throws Exception {
        transaction.begin();
        try {
            Observation caller = surroundings.observe();

            Observation body = till.look();

            assertThat(body.transactionStatus()).isEqualTo(Status.STATUS_ACTIVE);
            assertThat(body.transaction()).isNotNull().isEqualTo(caller.transaction());
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void aBodysExceptionReachesItsCallerAsItIs() {
        IOException failure = new IOException("out of paper");

        assertThatThrownBy(() -> till.fail(failure)).isSameAs(failure);
    }

    @Test
    void aCallIntoTheTurnThatIsHeldRunsInline() {
        assertThat(till.lookAgain(till).thread()).isSameAs(Thread.currentThread());
    }
}
