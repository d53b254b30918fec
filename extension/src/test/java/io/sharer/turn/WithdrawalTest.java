package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A body whose future is completed from outside leaves the queue; a running one is interrupted, once. */
class WithdrawalTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("withdrawal").build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    @Test
    void cancellingAQueuedBodyTakesItOutOfTheQueue() throws Exception {
        callers.hold(queue, gate);
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<?> queued = queue.submit(() -> ran.set(true));
        queued.cancel(false);

        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().cancelled()).isEqualTo(1);
        gate.open();
        queue.run(() -> {});
        assertThat(ran).isFalse();
    }

    @Test
    void completingAQueuedBodysFutureTakesItOutOfTheQueue() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> queued = queue.submit(() -> "from the body");
        queued.complete("from outside");

        assertThat(queue.stats().length()).isZero();
        assertThat(queued.join()).isEqualTo("from outside");
        gate.open();
    }

    @Test
    void aTimeOutOfTheFutureTakesTheBodyOutOfTheQueue() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> queued = queue.submit(() -> "late").orTimeout(1, TimeUnit.MILLISECONDS);

        await().until(queued::isCompletedExceptionally);
        Callers.awaitLength(queue, 0);
        gate.open();
    }

    @Test
    void obtrudingAQueuedBodysFutureTakesItOutOfTheQueue() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> queued = queue.submit(() -> "from the body");
        queued.obtrudeException(new IllegalStateException("obtruded"));

        assertThat(queue.stats().length()).isZero();
        gate.open();
    }

    @Test
    void cancellingWithInterruptInterruptsTheRunningBody() throws Exception {
        CompletableFuture<String> running = queue.submit(gate);
        gate.awaitReached();
        running.cancel(true);

        // The gate is never opened: only the interrupt lets the next have its turn.
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void cancellingWithoutInterruptLetsTheRunningBodyFinish() throws Exception {
        CompletableFuture<String> running = queue.submit(gate);
        gate.awaitReached();
        running.cancel(false);
        CompletableFuture<String> next = queue.submit(() -> "next");
        assertThat(queue.stats().length()).isEqualTo(1);
        gate.open();

        assertThat(next.join()).isEqualTo("next");
    }

    @Test
    void aBodyDispatchedButNotBegunIsWithdrawnAndTheNextHasItsTurn() {
        List<Runnable> notBegun = new ArrayList<>();
        SerialExecutor lazy =
                SerialExecutor.builder("lazy").executor(notBegun::add).build();
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<?> dispatched = lazy.submit(() -> ran.set(true));
        CompletableFuture<String> next = lazy.submit(() -> "next");
        dispatched.cancel(true);
        assertThat(notBegun).hasSize(2);
        notBegun.forEach(Runnable::run);

        assertThat(ran).isFalse();
        assertThat(next.join()).isEqualTo("next");
        assertThat(lazy.stats().running()).isZero();
    }

    @Test
    void aBodyNeverMeetsTheInterruptOfAnother() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<?> cancelled = queue.submit(begun::countDown);
            CompletableFuture<Boolean> next =
                    queue.submit(() -> Thread.currentThread().isInterrupted());
            if (ThreadLocalRandom.current().nextBoolean()) {
                begun.await();
            }
            cancelled.cancel(true);

            assertThat(next.join()).isFalse();
        }
    }

    @Test
    void aBodyThatLeavesItsThreadInterruptedDoesNotHarmTheNext() {
        Executor inline = Runnable::run;
        SerialExecutor onCaller =
                SerialExecutor.builder("on the caller").executor(inline).build();
        onCaller.submit(() -> Thread.currentThread().interrupt()).join();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(onCaller.submit(() -> Thread.currentThread().isInterrupted()).join())
                .isFalse();
    }

    @Test
    void whoCancelsAsItsTurnComesNeverStopsTheQueue() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        int rounds = 3_000;
        Callers.Call<Integer> canceller = callers.start(() -> {
            int cancelled = 0;
            for (int i = 0; i < rounds; i++) {
                CompletableFuture<?> body = queue.submit(ran::incrementAndGet);
                cancelled += body.cancel(i % 2 == 0) ? 1 : 0;
            }
            return cancelled;
        });
        Callers.Call<Integer> other = callers.start(() -> {
            for (int i = 0; i < rounds; i++) {
                queue.run(ran::incrementAndGet);
            }
            return rounds;
        });
        other.get();
        canceller.get();

        assertThat(queue.submit(() -> "still serving").join()).isEqualTo("still serving");
        assertThat(queue.stats().length()).isZero();
        // A body that is told 'cancelled' may have run already, but never after that answer and another turn.
        assertThat(ran.get()).isBetween(rounds, 2 * rounds);
    }

    @Test
    void aFailureThatCancellingCausedStaysCancelled() throws Exception {
        CompletableFuture<String> running = queue.submit(gate);
        gate.awaitReached();
        running.cancel(true);

        assertThatThrownBy(running::join).isInstanceOf(java.util.concurrent.CancellationException.class);
    }

    @Test
    void completingAQueuedBodysFutureAsynchronouslyTakesItOutOfTheQueue() throws Exception {
        Callers.Call<String> holder = callers.hold(queue, gate);
        CompletableFuture<String> queued = queue.submit(() -> "from the body");
        queued.completeAsync(() -> "from outside", Runnable::run);

        try {
            assertThat(queued.join()).isEqualTo("from outside");
            assertThat(queue.stats().length()).isZero();
        } finally {
            gate.open();
            holder.get();
        }
    }

    @Test
    void aCancelledFutureDoesNotKeepItsBody() throws Exception {
        Callers.Call<String> holder = callers.hold(queue, gate);
        AtomicReference<CompletableFuture<Integer>> future = new AtomicReference<>();
        WeakReference<byte[]> kept = submitLengthOfHeavy(queue, future);
        CompletableFuture<Integer> cancelled = Objects.requireNonNull(future.get());
        cancelled.cancel(false);

        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return kept.get() == null;
            });
        } finally {
            assertThat(cancelled).isCancelled();
            gate.open();
            holder.get();
        }
    }

    private static WeakReference<byte[]> submitLengthOfHeavy(
            SerialExecutor queue, AtomicReference<CompletableFuture<Integer>> future) {
        byte[] heavy = new byte[1_000_000];
        future.set(queue.submit(() -> heavy.length));
        return new WeakReference<>(heavy);
    }

    /** Each body is counted once: as a turn, or as cancelled. */
    @Test
    void aBodyThatIsCancelledJustBeforeItBeginsIsCounted() throws Exception {
        int rounds = 40_000;
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < rounds; i++) {
            CompletableFuture<Integer> body = queue.submit(ran::incrementAndGet);
            for (int spin = i % 300; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            body.cancel(false);
        }
        queue.shutdown();
        assertThat(queue.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(queue.stats().turns() + queue.stats().cancelled()).isEqualTo(rounds);
    }
}
