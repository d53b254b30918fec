package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of use at once, at random, until the queue is closed over them: nothing overlaps and nothing is lost. */
class StormTest {
    private static final int THREADS = 6;
    private static final int STEPS = 1_500;

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    private final SerialQueue queue = new SerialQueue(QueueConfig.of("storm", pool, new ClassLoaderCarrier(), timer));
    private final Callers callers = new Callers();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();

    private Object body() {
        if (inside.incrementAndGet() != 1) {
            overlaps.incrementAndGet();
        }
        ran.incrementAndGet();
        inside.decrementAndGet();
        return "ran";
    }

    private CompletableFuture<Object> stage() {
        if (inside.incrementAndGet() != 1) {
            overlaps.incrementAndGet();
        }
        ran.incrementAndGet();
        return CompletableFuture.supplyAsync(() -> {
            inside.decrementAndGet();
            return "done";
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingOverlapsAndNothingIsLost(long seed) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed * THREADS + t);
            calls.add(callers.start(() -> {
                start.await();
                int step = 0;
                while (step < STEPS && step(random)) {
                    step++;
                }
                return step;
            }));
        }
        start.await();
        Random random = new Random(seed);
        boolean midway = seed % 2 == 0;
        while (calls.stream().anyMatch(call -> !call.result().isDone())) {
            calls.get(random.nextInt(THREADS)).thread().interrupt();
            Thread.onSpinWait();
            if (midway && ran.get() > THREADS * STEPS / 4) {
                break;
            }
        }
        queue.close();
        for (Callers.Call<Object> call : calls) {
            call.get();
        }
        for (CompletableFuture<?> future : futures) {
            future.handle((value, failure) -> value == null ? served.get() : served.incrementAndGet())
                    .join();
        }

        assertThat(overlaps.get()).isZero();
        assertThat(inside.get()).isZero();
        // Whoever was told that his body ran is right; a cancelled body may have run before it was cancelled.
        assertThat(served.get()).isPositive().isLessThanOrEqualTo(ran.get());
        assertThat(queue.isTerminated()).isTrue();
        assertThat(queue.stats().length()).isZero();
    }

    /** One use of the queue; false when it is closed. */
    private boolean step(Random random) throws Exception {
        try {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    queue.call(this::body);
                    served.incrementAndGet();
                }
                case 3 -> {
                    queue.call(() -> queue.call(this::body));
                    served.incrementAndGet();
                }
                case 4 -> futures.add(queue.submit(this::body));
                case 5 -> futures.add(queue.submitStage(this::stage));
                case 6 -> {
                    CompletableFuture<Object> cancelled = queue.submit(this::body);
                    futures.add(cancelled);
                    cancelled.cancel(random.nextBoolean());
                }
                default -> futures.add(queue.call(() -> queue.submit(this::body)));
            }
            return true;
        } catch (InterruptedException e) {
            return true;
        } catch (QueueClosedException e) {
            return false;
        }
    }
}
