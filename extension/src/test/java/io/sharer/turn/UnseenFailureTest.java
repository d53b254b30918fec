package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A failure that no future can tell is logged; one that somebody can see is not. */
class UnseenFailureTest {
    @AutoClose
    private final LogRecorder recorder = new LogRecorder();

    private final RuntimeException failure = new IllegalStateException("unseen");

    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("unseen").build();

    private void fail() {
        throw failure;
    }

    @Test
    void theFailureOfAnExecutedBodyIsLogged() {
        queue.execute(this::fail);

        await().untilAsserted(() -> assertThat(recorder.records())
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(failure))
                .satisfies(logged -> assertThat(logged.getMessage())
                        .startsWith("SHARER-112: ")
                        .contains("'unseen'")));
    }

    @Test
    void theFailureOfABodyWhoseFutureWasCompletedBeforeIsLogged() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<?> running = queue.submit(() -> {
            gate.call();
            fail();
            return null;
        });
        gate.awaitReached();
        running.complete(null);
        gate.open();

        await().untilAsserted(() -> assertThat(recorder.records())
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(failure)));
    }

    @Test
    void aFailureThatTheFutureTellsIsNotLogged() {
        CompletableFuture<?> told = queue.submit(this::fail);
        await().until(told::isCompletedExceptionally);
        queue.run(() -> {});

        assertThat(recorder.records()).isEmpty();
    }

    @Test
    void theInterruptThatCancellingCausedIsNotLogged() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<?> running = queue.submit(gate);
        gate.awaitReached();
        running.cancel(true);
        queue.run(() -> {});

        assertThat(recorder.records()).isEmpty();
    }
}
