package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The figures of a queue. */
class QueueStatsTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("counted").build();

    private final Callers callers = new Callers();

    @Test
    void aNewQueueHasNothingToTellButItsName() {
        assertThat(queue.stats()).isEqualTo(new QueueStats("counted", 0, 0, 0, 0, 0, 0, Duration.ZERO));
    }

    @Test
    void threadsAndBodiesInLineAreCountedAndTheHolderAside() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        callers.startInLine(queue, 1, () -> "thread");
        CompletableFuture<String> body = queue.submit(() -> "body");

        assertThat(queue.stats().length()).isEqualTo(2);
        assertThat(queue.stats().running()).isEqualTo(1);
        gate.open();
        body.join();
        assertThat(queue.stats().turns()).isEqualTo(3);
        assertThat(queue.stats().longestWait()).isPositive();
    }

    @Test
    void aTurnIsCountedOnceHoweverOftenItIsEntered() throws Exception {
        queue.call(() -> queue.call(() -> queue.call(() -> "deep")));

        assertThat(queue.stats().turns()).isEqualTo(1);
    }
}
