package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.EventLoop;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnRejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocking work beside the loop, and waits that would never end. */
@SuppressWarnings("FutureReturnValueIgnored") // gates are looked at instead
class BlockingTest {
    private final EventLoop loop = EventLoop.named("blocking").workers(2).start();

    @AfterEach
    void stop() {
        // A stage that is never completed is part of a test.
        loop.stop(Duration.ZERO);
        LoopThreads.awaitNone("blocking");
    }

    @Test
    void asManyAsThereAreWorkersAreDoneAtOnceAndNoMore() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(loop.blocking(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                both.await(10, TimeUnit.SECONDS);
                inside.decrementAndGet();
                return loop.inLoop();
            }));
        }
        for (CompletableFuture<?> one : all) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(false);
        }
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void cancellingInterruptsItAndNoOther() throws Exception {
        for (int i = 0; i < 100; i++) {
            Gate gate = new Gate();
            CompletableFuture<String> work = loop.blocking(gate);
            gate.awaitReached();
            work.cancel(true);
            assertThat(loop.blocking(Thread::interrupted).get(10, TimeUnit.SECONDS))
                    .isFalse();
        }
    }

    @Test
    void anErrorOfOneHarmsNoOther() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> loop.blocking(() -> {
                                throw new StackOverflowError();
                            })
                            .join())
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(loop.blocking(() -> "well").get(10, TimeUnit.SECONDS)).isEqualTo("well");
    }

    @Test
    void anExecutorThatRefusesFailsTheFuture() {
        try (EventLoop poor = EventLoop.named("blocking-refused")
                .executor(work -> {
                    throw new RejectedExecutionException("no");
                })
                .start()) {
            assertThatThrownBy(() -> poor.blocking(() -> 1).join())
                    .hasCauseInstanceOf(TurnRejectedException.class)
                    .hasMessageContaining("SHARER-417");
        }
    }

    @Test
    void whatComesBeyondTheCapacityIsRefused() throws Exception {
        try (EventLoop small =
                EventLoop.named("blocking-small").workers(1).capacity(1).start()) {
            Gate gate = new Gate();
            small.blocking(gate);
            gate.awaitReached();
            CompletableFuture<Integer> waiting = small.blocking(() -> 1);
            assertThatThrownBy(() -> small.blocking(() -> 2).join()).hasMessageContaining("SHARER-416");
            gate.open();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    // --- Deadlocks ---

    @Test
    void waitingOnTheLoopForItsOwnFutureIsRefused() throws Exception {
        assertThatThrownBy(() -> loop.call(() -> loop.submit(() -> 1).get()))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("SHARER-421")
                .hasMessageContaining("'blocking'");
        assertThatThrownBy(() ->
                        loop.call(() -> loop.submitStage(CompletableFuture::new).join()))
                .isInstanceOf(TurnDeadlockException.class);
        assertThatThrownBy(() -> loop.call(() -> loop.blocking(() -> 1).join()))
                .isInstanceOf(TurnDeadlockException.class);
        assertThatThrownBy(() -> loop.call(
                        () -> loop.schedule(() -> 1, 1, TimeUnit.MILLISECONDS).get()))
                .isInstanceOf(TurnDeadlockException.class);
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }

    @Test
    void twoLoopsThatCallEachOtherAreToldAndTheOtherGoesOn() throws Exception {
        try (EventLoop other = EventLoop.named("blocking-other").start()) {
            CyclicBarrier both = new CyclicBarrier(2);
            CompletableFuture<String> one = loop.submit(() -> {
                both.await();
                return other.call(() -> "over there");
            });
            CompletableFuture<String> two = other.submit(() -> {
                both.await();
                return loop.call(() -> "over here");
            });
            Throwable first = one.handle((value, thrown) -> thrown).get(10, TimeUnit.SECONDS);
            Throwable second = two.handle((value, thrown) -> thrown).get(10, TimeUnit.SECONDS);
            assertThat(List.of(first == null, second == null)).containsExactlyInAnyOrder(true, false);
            assertThat(first == null ? second : first).isInstanceOf(TurnDeadlockException.class);
        }
    }

    @Test
    void workersThatAllWaitForWorkersAreTold() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        List<CompletableFuture<String>> outer = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            outer.add(loop.blocking(() -> {
                both.await();
                return loop.blocking(() -> "inner").get();
            }));
        }
        int failed = 0;
        for (CompletableFuture<String> one : outer) {
            Throwable thrown = one.handle((value, failure) -> failure).get(10, TimeUnit.SECONDS);
            failed += thrown == null ? 0 : 1;
            assertThat(thrown == null || thrown instanceof TurnDeadlockException)
                    .isTrue();
        }
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void aStageThatWaitsForWhoeverWaitsForItIsTold() {
        try (SerialExecutor turns = SerialExecutor.builder("blocking-turns").build()) {
            assertThatThrownBy(() -> turns.call(() -> loop.submitStage(() -> turns.submit(() -> "behind that turn"))
                            .get()))
                    .hasMessageContaining("deadlock");
        }
    }

    @Test
    void aWorkerMayWaitForTheLoop() throws Exception {
        assertThat(loop.blocking(() -> loop.call(() -> loop.submit(() -> "ok")).get())
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("ok");
    }

    @Test
    void theLastFreeWorkerIsInTheWayOfBlockingWork() throws Exception {
        Loop one = new Loop(LoopConfig.of("one-worker").withWorkers(1));
        Loop two = new Loop(LoopConfig.of("two-workers").withWorkers(2));
        try (one;
                two) {
            one.start();
            two.start();
            assertThat(one.blocking(one::isInTheWayOfBlocking).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(two.blocking(two::isInTheWayOfBlocking).get(10, TimeUnit.SECONDS))
                    .isFalse();
            Gate gate = new Gate();
            CompletableFuture<String> busy = two.blocking(gate);
            gate.awaitReached();
            assertThat(two.blocking(two::isInTheWayOfBlocking).get(10, TimeUnit.SECONDS))
                    .isTrue();
            gate.open();
            assertThat(busy.get(10, TimeUnit.SECONDS)).isEqualTo("passed");
            assertThat(one.call(one::isInTheWayOfBlocking)).isTrue();
            assertThat(one.isInTheWayOfBlocking()).isFalse();
        }
    }
}
