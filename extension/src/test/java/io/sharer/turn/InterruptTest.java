package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.TurnInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted while it waits leaves the queue, and nobody behind it loses his turn. */
class InterruptTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("interrupts").build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    @Test
    void anInterruptWhileWaitingLeavesTheQueueWithAnInterruptedException() throws Exception {
        callers.hold(queue, gate);
        AtomicBoolean ran = new AtomicBoolean();
        Callers.Call<?> waiting = callers.startInLine(queue, 1, () -> {
            ran.set(true);
            return "ran";
        });
        waiting.thread().interrupt();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().cancelled()).isEqualTo(1);
        gate.open();
        queue.run(() -> {});
        assertThat(ran).isFalse();
    }

    @Test
    void aCallThatCannotThrowItGetsATurnInterruptedExceptionAndKeepsTheFlag() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<Boolean> waiting = callers.start(() -> {
            assertThatThrownBy(() -> queue.run(() -> {}))
                    .isInstanceOf(TurnInterruptedException.class)
                    .hasMessageStartingWith("SHARER-104: ")
                    .hasMessageContaining("'interrupts'");
            return Thread.currentThread().isInterrupted();
        });
        Callers.awaitLength(queue, 1);
        waiting.thread().interrupt();

        assertThat(waiting.get()).isTrue();
        gate.open();
    }

    @Test
    void anInterruptedThreadTakesAFreeTurnAndItsBodySeesTheFlag() throws Exception {
        Thread.currentThread().interrupt();

        assertThat(queue.call(Thread::interrupted)).isTrue();
    }

    @Test
    void theOneBehindALeaverIsServed() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<String> leaver = callers.startInLine(queue, 1, () -> "leaver");
        Callers.Call<String> behind = callers.startInLine(queue, 2, () -> "behind");
        leaver.thread().interrupt();
        assertThatThrownBy(leaver::get).hasCauseInstanceOf(InterruptedException.class);
        gate.open();

        assertThat(behind.get()).isEqualTo("behind");
    }

    @Test
    void interruptsAtAnyMomentLoseNoTurn() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        List<Callers.Call<Integer>> calls = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            calls.add(callers.start(() -> {
                int served = 0;
                for (int i = 0; i < 5_000; i++) {
                    try {
                        queue.call(ran::incrementAndGet);
                        served++;
                    } catch (InterruptedException e) {
                        // Left the queue: not served.
                    }
                }
                return served;
            }));
        }
        while (calls.stream().anyMatch(call -> !call.result().isDone())) {
            calls.forEach(call -> call.thread().interrupt());
            Thread.onSpinWait();
        }
        int served = 0;
        for (Callers.Call<Integer> call : calls) {
            served += call.get();
        }

        assertThat(ran.get()).isEqualTo(served);
        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().running()).isZero();
        assertThat(queue.call(() -> "still serving")).isEqualTo("still serving");
    }
}
