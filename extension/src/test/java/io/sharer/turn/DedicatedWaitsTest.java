package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Overflow;
import io.sharer.QueueClosedException;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A caller that waits for the dedicated thread: what ends its waiting, and what becomes of its interrupt. */
class DedicatedWaitsTest {
    @AutoClose
    private final SerialQueue queue = DedicatedThreadTest.dedicated("waits");

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final AtomicBoolean ran = new AtomicBoolean();

    private static SerialExecutor.Builder dedicated() {
        return SerialExecutor.builder("limited").runOn(RunOn.DEDICATED_THREAD);
    }

    // --- While queued ---

    @Test
    void anInterruptWhileQueuedLeavesTheQueue() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<Boolean> waiting = callers.startInLine(queue, 1, () -> ran.getAndSet(true));
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
            assertThatThrownBy(() -> queue.run(() -> ran.set(true))).isInstanceOf(TurnInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Callers.awaitLength(queue, 1);
        waiting.thread().interrupt();

        assertThat(waiting.get()).isTrue();
        gate.open();
    }

    @Test
    void aCallWhoseTurnDoesNotComeInTimeFailsAndNeverRuns() throws Exception {
        SerialExecutor timed = dedicated().timeout(Duration.ofMillis(20)).build();
        Callers.Call<String> holder = callers.hold(timed, gate);

        assertThatThrownBy(() -> timed.run(() -> ran.set(true)))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageStartingWith(
                        "SHARER-116: no turn in the queue 'limited' within PT0.02S: the turn is held by ")
                .hasMessageContaining("on the thread 'sharer-limited'");
        gate.open();
        assertThat(holder.get()).isEqualTo("passed");
        timed.close();
        assertThat(ran).isFalse();
    }

    @Test
    void theTimeOutDoesNotCountTheBody() throws Exception {
        SerialExecutor timed = dedicated().timeout(Duration.ofMillis(20)).build();
        Callers.Call<String> running = callers.hold(timed, gate);
        assertThatThrownBy(() -> timed.run(() -> {})).isInstanceOf(TurnTimeoutException.class);
        gate.open();

        assertThat(running.get()).isEqualTo("passed");
        timed.close();
    }

    @Test
    void nowOrNeverTakesAFreeTurn() throws Exception {
        SerialExecutor now = dedicated().timeout(Duration.ZERO).build();
        assertThat(now.call(() -> "now")).isEqualTo("now");
        callers.hold(now, gate);

        assertThatThrownBy(() -> now.run(() -> {})).isInstanceOf(TurnTimeoutException.class);
        gate.open();
        now.close();
    }

    @Test
    void aCallAtCapacityIsRefused() throws Exception {
        SerialExecutor small = dedicated().capacity(1).build();
        callers.hold(small, gate);
        Callers.Call<String> waiting = callers.startInLine(small, 1, () -> "waited");

        assertThatThrownBy(() -> small.run(() -> {})).isInstanceOf(TurnRejectedException.class);
        gate.open();
        assertThat(waiting.get()).isEqualTo("waited");
        small.close();
    }

    @Test
    void aCallThatMayWaitForAPlaceWaitsInLine() throws Exception {
        SerialExecutor small = dedicated().capacity(1).overflow(Overflow.WAIT).build();
        callers.hold(small, gate);
        callers.startInLine(small, 1, () -> "first");
        Callers.Call<String> second = callers.startInLine(small, 2, () -> "second");
        gate.open();

        assertThat(second.get()).isEqualTo("second");
        small.close();
    }

    @Test
    void aCallIsNeverDroppedForANewerOne() throws Exception {
        SerialExecutor small =
                dedicated().capacity(1).overflow(Overflow.DROP_OLDEST).build();
        callers.hold(small, gate);
        Callers.Call<String> waiting = callers.startInLine(small, 1, () -> "kept");

        assertThatThrownBy(() -> small.submit(() -> "newer").get()).hasCauseInstanceOf(TurnRejectedException.class);
        gate.open();
        assertThat(waiting.get()).isEqualTo("kept");
        small.close();
    }

    @Test
    void aCallInLineIsToldThatTheQueueWasClosed() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<String> waiting = callers.startInLine(queue, 1, () -> "never");
        queue.shutdownNow();

        assertThatThrownBy(waiting::get)
                .hasCauseInstanceOf(QueueClosedException.class)
                .hasMessageContaining("SHARER-103")
                .cause()
                .satisfies(cause -> assertThat(cause.getStackTrace())
                        .as("told on the caller's own thread")
                        .anyMatch(frame -> frame.getClassName().equals(Callers.class.getName())));
    }

    // --- While the body runs ---

    @Test
    void anInterruptOfTheCallerInterruptsTheBodyAndItsAnswerIsTheCallersOutcome() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Callers.Call<Boolean> call = callers.start(() -> queue.call(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        }));
        running.await();
        call.thread().interrupt();

        assertThat(call.get()).isTrue();
        assertThat(queue.call(() -> Thread.currentThread().isInterrupted()))
                .as("seen by the next body")
                .isFalse();
    }

    @Test
    void theCallerWaitsForTheEndOfItsInterruptedBody() throws Exception {
        CountDownLatch met = new CountDownLatch(1);
        CompletableFuture<Thread> body = new CompletableFuture<>();
        Callers.Call<String> call = callers.start(() -> queue.call(() -> {
            body.complete(Thread.currentThread());
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                met.countDown();
            }
            return gate.call();
        }));
        body.join();
        call.thread().interrupt();
        met.await();
        gate.awaitReached();
        await().until(() -> call.thread().getState() == Thread.State.TIMED_WAITING);
        assertThat(call.result().isDone()).isFalse();
        gate.open();

        assertThat(call.get()).isEqualTo("passed");
    }

    @Test
    void anInterruptThatTheBodyTakesNoNoticeOfStaysWithTheCaller() throws Exception {
        CompletableFuture<Thread> body = new CompletableFuture<>();
        AtomicBoolean goOn = new AtomicBoolean();
        Callers.Call<Boolean> call = callers.start(() -> {
            queue.run(() -> {
                body.complete(Thread.currentThread());
                while (!goOn.get()) {
                    Thread.onSpinWait();
                }
            });
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = body.join();
        call.thread().interrupt();
        await().until(thread::isInterrupted);
        goOn.set(true);

        assertThat(call.get()).isTrue();
    }

    @Test
    void anInterruptThatTheBodyHasMetIsGone() throws Exception {
        CompletableFuture<Thread> body = new CompletableFuture<>();
        Callers.Call<Boolean> call = callers.start(() -> {
            queue.run(() -> {
                body.complete(Thread.currentThread());
                while (!Thread.interrupted()) {
                    Thread.onSpinWait();
                }
            });
            return Thread.currentThread().isInterrupted();
        });
        body.join();
        call.thread().interrupt();

        assertThat(call.get()).isFalse();
    }

    @Test
    void aThreadThatComesInterruptedTakesAFreeTurnAndItsBodyMeetsTheInterrupt() throws Exception {
        for (int i = 0; i < 200; i++) {
            Callers.Call<Boolean> call = callers.start(() -> {
                Thread.currentThread().interrupt();
                boolean met = queue.call(() -> {
                    try {
                        new CountDownLatch(1).await();
                        return false;
                    } catch (InterruptedException e) {
                        return true;
                    }
                });
                return met && !Thread.currentThread().isInterrupted();
            });
            assertThat(call.get()).isTrue();
        }
    }

    @Test
    void anInterruptOfTheIdleThreadHarmsNobody() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();

        assertThat(queue.call(() -> Thread.currentThread().isInterrupted())).isFalse();
        assertThat(queue.call(Thread::currentThread)).isSameAs(thread);
    }

    @Test
    void cancellingTheFutureOfARunningBodyInterruptsItAndNotTheNext() throws Exception {
        CountDownLatch met = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> body = queue.submit(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                met.countDown();
            }
            return "done";
        });
        running.await();
        body.cancel(true);

        met.await();
        assertThat(queue.call(() -> Thread.currentThread().isInterrupted())).isFalse();
    }
}
