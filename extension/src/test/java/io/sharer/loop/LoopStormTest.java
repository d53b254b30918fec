package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.EventLoop;
import io.sharer.LoopState;
import io.sharer.Storms;
import io.sharer.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stops in the middle of much work: every future is done, nothing is lost, nothing runs twice. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LoopStormTest {
    private static final int ROUNDS = Storms.times(50);
    private static final int THREADS = 4;
    private static final int EACH = 60;

    /** One piece of work, which counts its runs. */
    private static final class Piece implements Callable<Integer> {
        final AtomicInteger runs = new AtomicInteger();
        volatile CompletableFuture<?> future = new CompletableFuture<>();

        @Override
        public Integer call() {
            return runs.incrementAndGet();
        }

        void assertDoneOnce() {
            assertThat(future).isDone();
            assertThat(runs.get()).isLessThanOrEqualTo(1);
            if (!future.isCompletedExceptionally()) {
                assertThat(runs).hasValue(1);
            }
        }
    }

    private interface Asking {
        CompletableFuture<?> ask(int number, Piece piece) throws Exception;
    }

    private static List<Piece> storm(Asking asking, Runnable stop) throws Exception {
        Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Thread asker = new Thread(() -> {
                try {
                    start.await(20, TimeUnit.SECONDS);
                    for (int i = 0; i < EACH; i++) {
                        Piece piece = new Piece();
                        pieces.add(piece);
                        piece.future = ask(asking, i, piece);
                    }
                } catch (Throwable thrown) {
                    wrong.add(thrown);
                }
            });
            asker.start();
            threads.add(asker);
        }
        start.await(20, TimeUnit.SECONDS);
        stop.run();
        for (Thread thread : threads) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(wrong).isEmpty();
        return List.copyOf(pieces);
    }

    private static CompletableFuture<?> ask(Asking asking, int number, Piece piece) throws Exception {
        try {
            return asking.ask(number, piece);
        } catch (RejectedExecutionException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private static CompletableFuture<?> askLoop(EventLoop loop, int number, Piece piece) throws Exception {
        return switch (number % 6) {
            case 0 -> loop.submit(piece);
            case 1 -> loop.blocking(piece);
            case 2 -> loop.submitStage(() -> loop.blocking(piece));
            case 3 -> (CompletableFuture<?>) loop.schedule(piece, number % 2, TimeUnit.MILLISECONDS);
            case 4 -> CompletableFuture.completedFuture(loop.call(piece));
            default -> loop.submit(piece).thenApply(value -> value);
        };
    }

    @Test
    void whatIsAskedForWhileTheLoopStopsIsDoneOrRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            EventLoop loop = EventLoop.named("storm").workers(2).start();
            Duration deadline = round % 2 == 0 ? Duration.ofSeconds(20) : Duration.ZERO;
            List<Piece> pieces = storm((number, piece) -> askLoop(loop, number, piece), () -> loop.stop(deadline));
            assertThat(loop.state()).isEqualTo(LoopState.STOPPED);
            assertThat(pieces).hasSize(THREADS * EACH).allSatisfy(Piece::assertDoneOnce);
        }
        LoopThreads.awaitNone("storm");
    }

    @Test
    void startsAndStopsOfManyThreadsEndInOneState() throws Exception {
        EventLoop loop = EventLoop.named("storm-states").workers(1).build();
        for (int round = 0; round < ROUNDS; round++) {
            storm(
                    (number, piece) -> {
                        if (number % 7 == 0) {
                            loop.stop(Duration.ZERO);
                        } else if (number % 5 == 0) {
                            startIfPossible(loop);
                        }
                        return askLoop(loop, number % 3, piece);
                    },
                    () -> startIfPossible(loop));
            loop.stop();
            assertThat(loop.state()).isEqualTo(LoopState.STOPPED);
            assertThat(loop.loopStats().pending()).isZero();
        }
        LoopThreads.awaitNone("storm-states");
    }

    private static void startIfPossible(EventLoop loop) {
        try {
            loop.start();
        } catch (IllegalStateException stopping) {
            assertThat(stopping).hasMessageContaining("SHARER-414");
        }
    }

    @Test
    void whatIsBroughtWhileAWorkQueueIsClosedIsDoneOrRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            WorkQueue queue =
                    WorkQueue.builder("storm-work").workers(2).capacity(2).build();
            Duration deadline = round % 2 == 0 ? Duration.ofSeconds(20) : Duration.ZERO;
            List<Piece> pieces = storm(
                    (number, piece) -> number % 3 == 0 ? queue.submit(piece) : queue.put(piece),
                    () -> queue.close(deadline));
            assertThat(pieces).hasSize(THREADS * EACH).allSatisfy(Piece::assertDoneOnce);
        }
        LoopThreads.awaitNone("storm-work");
    }

    @Test
    void cancellingAtAnyMomentRunsNothingTwiceAndInterruptsNoOther() throws Exception {
        try (EventLoop loop = EventLoop.named("storm-cancel").workers(2).start()) {
            List<CompletableFuture<?>> others = new ArrayList<>();
            List<Piece> pieces = storm(
                    (number, piece) -> {
                        CompletableFuture<?> future = number % 2 == 0 ? loop.submit(piece) : loop.blocking(piece);
                        CompletableFuture<Boolean> next =
                                number % 2 == 0 ? loop.submit(Thread::interrupted) : loop.blocking(Thread::interrupted);
                        future.cancel(true);
                        assertThat(next.get(20, TimeUnit.SECONDS)).isFalse();
                        return future;
                    },
                    () -> others.add(loop.submit(() -> 1)));
            assertThat(pieces).hasSize(THREADS * EACH).allSatisfy(Piece::assertDoneOnce);
            assertThat(others).hasSize(1);
        }
        LoopThreads.awaitNone("storm-cancel");
    }
}
