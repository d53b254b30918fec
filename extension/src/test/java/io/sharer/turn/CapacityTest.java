package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.TurnRejectedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A queue at its capacity refuses one more, and says who is in the way. */
class CapacityTest {
    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("small").capacity(2).build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private void fill() throws Exception {
        callers.start(() -> queue.call(gate, "Till.open()", CallSettings.DEFAULT, true));
        gate.awaitReached();
        callers.startInLine(queue, 1, () -> "waits");
        queue.execute(() -> {});
    }

    @Test
    void aSynchronousCallAtCapacityIsRefusedAtOnce() throws Exception {
        fill();

        assertThatThrownBy(() -> queue.call(() -> "too many"))
                .isInstanceOf(TurnRejectedException.class)
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(TurnRejectedException.class);
        gate.open();
    }

    @Test
    void theRefusalNamesTheQueueItsLengthTheHolderAndItsThread() throws Exception {
        fill();

        assertThatThrownBy(() -> queue.run(() -> {}))
                .hasMessageStartingWith("SHARER-101: the queue 'small' is full: 2 wait")
                .hasMessageContaining("Till.open()")
                .hasMessageContaining("on the thread 'caller-1'")
                .hasMessageContaining("ms");
        gate.open();
    }

    @Test
    void aSubmissionAtCapacityFailsItsFuture() throws Exception {
        fill();
        CompletableFuture<String> refused = queue.submit(() -> "too many");

        assertThatThrownBy(refused::get).hasCauseInstanceOf(TurnRejectedException.class);
        gate.open();
    }

    @Test
    void executeAtCapacityThrows() throws Exception {
        fill();

        assertThatThrownBy(() -> queue.execute(() -> {})).isInstanceOf(TurnRejectedException.class);
        gate.open();
    }

    @Test
    void refusalsAreCountedAndTheRefusedDoNotWait() throws Exception {
        fill();
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(TurnRejectedException.class);

        assertThat(queue.stats().rejected()).isEqualTo(1);
        assertThat(queue.stats().length()).isEqualTo(2);
        gate.open();
    }

    @Test
    void theRunningBodyDoesNotCount() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> first = queue.submit(() -> "first");
        CompletableFuture<String> second = queue.submit(() -> "second");
        gate.open();

        assertThat(first.join() + second.join()).isEqualTo("firstsecond");
    }

    @Test
    void aReentrantCallNeedsNoPlace() throws Exception {
        CompletableFuture<String> inside = queue.submit(() -> {
            gate.call();
            return queue.call(() -> "inside");
        });
        gate.awaitReached();
        queue.execute(() -> {});
        queue.execute(() -> {});
        gate.open();

        assertThat(inside.join()).isEqualTo("inside");
    }

    @Test
    void aPlaceThatBecameFreeIsGivenAgain() throws Exception {
        callers.hold(queue, gate);
        queue.submit(() -> "leaves").cancel(false);
        CompletableFuture<String> first = queue.submit(() -> "first");
        CompletableFuture<String> second = queue.submit(() -> "second");
        gate.open();

        assertThat(first.join() + second.join()).isEqualTo("firstsecond");
    }
}
