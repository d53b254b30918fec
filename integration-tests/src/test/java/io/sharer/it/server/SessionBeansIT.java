package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Session beans of EJB that take turns: an instance has one queue, for its calls, its fields and its end. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class SessionBeansIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Instance<Trolley> trolleys;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Instance<Hall> halls;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Attendant attendant;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Turnstile turnstile;

    @Deployment
    static WebArchive war() {
        return TestWar.of("sessions", Trolley.class, Hall.class, Attendant.class, Turnstile.class)
                .addAsLibraries(TestWar.jarOf(Awaitility.class), TestWar.jarOf(Matchers.class));
    }

    @Test
    void aStatefulBeansCallsTakeTurnsInTheQueueThatIsInjectedIntoIt() {
        assertThat(trolleys.get().running()).isEqualTo(1);
    }

    @Test
    void aStatelessBeansCallsTakeTurnsInTheQueueThatIsInjectedIntoIt() {
        assertThat(attendant.running()).isEqualTo(1);
    }

    @Test
    void aSingletonsCallsTakeTurnsInTheQueueThatIsInjectedIntoIt() {
        assertThat(turnstile.running()).isEqualTo(1);
    }

    @Test
    void aCallWaitsForWhatHasATurnInTheInjectedQueue() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = hold(turnstile.queue(), stage);
        FutureTask<Integer> call = new FutureTask<>(turnstile::running);
        Thread thread = new Thread(call, "caller");
        thread.start();
        try {
            await().atMost(30, SECONDS).until(() -> turnstile.queue().stats().length() == 1);
            assertThat(call).isNotDone();
        } finally {
            stage.complete("over");
        }

        assertThat(first.get(30, SECONDS)).isEqualTo("over");
        assertThat(call.get(30, SECONDS)).isEqualTo(1);
        thread.join();
    }

    @Test
    void twoStatefulBeansTakeNoTurnsWithEachOther() throws Exception {
        Trolley held = trolleys.get();
        Trolley free = trolleys.get();
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = hold(held.queue(), stage);
        try {
            assertThat(free.running()).isEqualTo(1);
        } finally {
            stage.complete("over");
        }
        assertThat(first.get(30, SECONDS)).isEqualTo("over");
    }

    @Test
    void aSessionBeanThatIsMadeWithinAnotherBeanHasItsOwnQueue() {
        assertThat(halls.get().running()).isEqualTo("1 and 1, 1 and 1");
    }

    @Test
    void aStatefulBeanEndsInTheLastTurnOfItsQueue() throws Exception {
        Trolley trolley = trolleys.get();
        SerialExecutor queue = trolley.queue();
        CompletableFuture<Integer> runningAtTheEnd = trolley.runningAtTheEnd();
        assertThat(trolley.running()).isEqualTo(1);

        trolley.leave();

        assertThat(runningAtTheEnd.get(30, SECONDS)).isEqualTo(1);
        assertThatThrownBy(() -> queue.submit(() -> "late").get(30, SECONDS))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(QueueClosedException.class),
                        failure -> assertThat(failure)
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(QueueClosedException.class));
    }

    /** Has a turn until the stage is complete. */
    private static CompletableFuture<String> hold(SerialExecutor queue, CompletableFuture<String> stage) {
        CompletableFuture<String> held = queue.submitStage(() -> stage);
        await().atMost(30, SECONDS).until(() -> queue.stats().running() == 1);
        return held;
    }
}
