package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code invokeAll} and {@code invokeAny}: as the JDK has them, and as whatever else waits for a queue. */
class BulkCallsTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("bulk").build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final AtomicInteger ran = new AtomicInteger();

    private final Callable<Integer> counting = ran::incrementAndGet;
    private final Callable<Integer> failing = () -> {
        ran.incrementAndGet();
        throw new IllegalStateException("no");
    };

    // --- invokeAll ---

    @Test
    void allAreDoneInOrderAndOneThatFailsIsToldByItsFuture() throws Exception {
        List<Future<Integer>> done = queue.invokeAll(List.of(counting, failing, counting));

        assertThat(done).allMatch(Future::isDone);
        assertThat(done.get(0).get()).isEqualTo(1);
        assertThatThrownBy(done.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(done.get(2).get()).isEqualTo(3);
    }

    @Test
    void whoIsInterruptedTakesAllOutOfLine() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<List<Future<Integer>>> invoking =
                callers.start(() -> queue.invokeAll(List.of(counting, counting)));
        await().until(() -> queue.stats().length() == 2);
        invoking.thread().interrupt();

        assertThatThrownBy(invoking::get).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(queue.stats().length()).isZero();
        gate.open();
        queue.run(() -> {});
        assertThat(ran).hasValue(0);
    }

    @Test
    void whenTheTimeIsOverWhatIsNotDoneIsCancelledAndTakenOutOfLine() throws Exception {
        List<Future<Object>> done = queue.invokeAll(List.of(gate::call, counting::call), 50, TimeUnit.MILLISECONDS);

        assertThat(done).hasSize(2).allMatch(Future::isCancelled);
        queue.run(() -> {});
        assertThat(ran).hasValue(0);
    }

    @Test
    void aRefusalIsThrownAndTakesWhatWasQueuedOutOfLine() throws Exception {
        try (SerialExecutor small = SerialExecutor.builder("small").capacity(1).build()) {
            callers.hold(small, gate);

            assertThatThrownBy(() -> small.invokeAll(List.of(counting, counting)))
                    .isInstanceOf(TurnRejectedException.class);
            assertThat(small.stats().length()).isZero();
            gate.open();
        }
        assertThat(ran).hasValue(0);
    }

    @Test
    void aClosedQueueTakesNone() {
        queue.shutdown();

        assertThatThrownBy(() -> queue.invokeAll(List.of(counting))).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.invokeAny(List.of(counting))).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void aDeadlockIsFound() throws Exception {
        try (SerialExecutor other = SerialExecutor.builder("other").build()) {
            CompletableFuture<Thread> invoker = new CompletableFuture<>();
            Callable<String> back = () -> {
                await().until(() -> LockSupport.getBlocker(invoker.join()) != null);
                return queue.call(() -> "never");
            };
            List<Future<String>> done = queue.submit(() -> {
                        invoker.complete(Thread.currentThread());
                        return other.invokeAll(List.of(back));
                    })
                    .get(30, TimeUnit.SECONDS);

            assertThatThrownBy(done.get(0)::get).hasCauseInstanceOf(TurnDeadlockException.class);
        }
    }

    @Test
    void theOnlyThreadOfTheExecutorMayInvoke() throws Exception {
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        try (SerialExecutor a = SerialExecutor.builder("a").executor(oneThread).build();
                SerialExecutor b =
                        SerialExecutor.builder("b").executor(oneThread).build()) {
            List<Future<Integer>> done =
                    a.submit(() -> b.invokeAll(List.of(counting, counting))).get(30, TimeUnit.SECONDS);

            assertThat(done.get(1).get()).isEqualTo(2);
        } finally {
            oneThread.shutdownNow();
        }
    }

    @Test
    void aBodyThatIsNullLeavesNothingBehind() {
        List<Callable<Integer>> bodies = new ArrayList<>();
        bodies.add(counting);
        bodies.add(null);

        assertThatThrownBy(() -> queue.invokeAll(bodies)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.invokeAny(bodies)).isInstanceOf(NullPointerException.class);
        assertThat(queue.stats().turns()).isZero();
    }

    // --- invokeAny ---

    @Test
    void thoseBehindTheFirstThatSucceedsAreNotBegun() throws Exception {
        assertThat(queue.invokeAny(List.of(failing, counting, counting))).isEqualTo(2);
        queue.run(() -> {});
        assertThat(ran).hasValue(2);
    }

    @Test
    void whenAllFailTheLastFailureIsThrown() {
        assertThatThrownBy(() -> queue.invokeAny(List.of(failing, failing)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(ran).hasValue(2);
    }

    @Test
    void whoWaitsForAnyNotLongerThanSoLongTakesItOutOfLine() throws Exception {
        callers.hold(queue, gate);

        assertThatThrownBy(() -> queue.invokeAny(List.of(counting), 50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(queue.stats().length()).isZero();
        gate.open();
    }

    @Test
    void noneToInvokeIsAnError() {
        assertThatThrownBy(() -> queue.invokeAny(List.<Callable<Integer>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-148: invokeAny was called on the queue 'bulk' with no body");
    }
}
