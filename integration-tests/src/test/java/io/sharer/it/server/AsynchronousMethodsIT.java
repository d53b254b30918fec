package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the body of an asynchronous {@code @Shared} method finds around itself. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class AsynchronousMethodsIT {
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
        return TestWar.of(
                        "asynchronous",
                        Till.class,
                        Surroundings.class,
                        Observation.class,
                        Visit.class,
                        ServerExecutor.class)
                .addAsLibraries(TestWar.jarOf(Awaitility.class), TestWar.jarOf(Matchers.class));
    }

    @Test
    void aBodyRunsOnTheServersManagedExecutor() throws Exception {
        Observation body = bodyOfAnAsynchronousCall();

        ServerExecutor.assertIsOneOfItsThreads(body.thread());
    }

    @Test
    void aBodyLooksUpItsCallersNames() throws Exception {
        assertThat(bodyOfAnAsynchronousCall().greeting()).isEqualTo("hello");
    }

    @Test
    void aBodyHasItsCallersClassLoader() throws Exception {
        assertThat(bodyOfAnAsynchronousCall().classLoader())
                .isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void aBodyHasARequestScopeOfItsOwn() throws Exception {
        assertThat(bodyOfAnAsynchronousCall().request())
                .isNotEqualTo(surroundings.observe().request());
    }

    @Test
    void aBodysRequestScopeIsOverWhenItsFutureIsDone() throws Exception {
        assertThat(Visit.isOver(bodyOfAnAsynchronousCall().request())).isTrue();
    }

    @Test
    void aCallersTransactionStaysWithItsCaller() throws Exception {
        transaction.begin();
        try {
            Observation body = bodyOfAnAsynchronousCall();

            assertThat(body.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void aTransactionThatABodyHasForgottenIsNotLeftOnTheThread() throws Exception {
        Thread thread = till.forgetATransaction(transaction).get(30, SECONDS);

        Observation next = await().atMost(30, SECONDS)
                .until(this::bodyOfAnAsynchronousCall, body -> body.thread() == thread || !thread.isAlive());
        assumeTrue(next.thread() == thread, "the server has ended that thread");

        assertThat(next.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void theTurnIsOverWhenTheFutureIsDone() throws Exception {
        bodyOfAnAsynchronousCall();

        assertThat(till.running()).isZero();
    }

    @Test
    void whatABodyThrowsCompletesTheFutureAsItIs() {
        IOException failure = new IOException("out of paper");

        assertThatThrownBy(() -> till.throwLater(failure).get(30, SECONDS)).hasCause(failure);
    }

    @Test
    void aBodysFailureCompletesTheFutureAsItIs() {
        IOException failure = new IOException("out of paper");

        assertThatThrownBy(() -> till.failLater(failure).get(30, SECONDS)).hasCause(failure);
    }

    private Observation bodyOfAnAsynchronousCall() throws Exception {
        return till.lookLater().get(30, SECONDS);
    }
}
