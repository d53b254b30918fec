package io.sharer.benchmarks;

import com.google.common.util.concurrent.MoreExecutors;
import io.sharer.SerialExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks that are submitted by so many producers and run one by one on a pool of two threads: with nothing to come back,
 * and with a future for each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class AsyncTurns {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final SerialExecutor turns =
            SerialExecutor.builder("turns").executor(pool).build();
    private final Executor guava = MoreExecutors.newSequentialExecutor(pool);

    /**
     * One who submits, and has at most so many tasks under way.
     *
     * <p>A queue without a bound would grow for as long as producers are faster, and what is measured would be the
     * collector. The window is opened by whole chunks, so that it costs next to nothing, and is wide enough to keep the
     * consumer busy while a producer wakes up.
     */
    @State(Scope.Thread)
    public static class Producer {
        private static final int CHUNK = 256;
        private static final int CHUNKS_UNDER_WAY = 4;

        private final Semaphore chunks = new Semaphore(CHUNKS_UNDER_WAY);

        /** In the middle of an array: it is written by the consumer, and must not share a line with what we write. */
        private final long[] done = new long[32];

        private final Runnable task = this::count;
        private long submitted;

        /** Alone, as all tasks are. */
        private void count() {
            if (++done[16] % CHUNK == 0) {
                chunks.release();
            }
        }

        /** The next task, as soon as the window has room for it. */
        Runnable next() {
            if (submitted++ % CHUNK == 0) {
                chunks.acquireUninterruptibly();
            }
            return task;
        }
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        turns.close();
        pool.shutdown();
    }

    /** A queue of ours. */
    @Benchmark
    public void execute(Producer producer) {
        turns.execute(producer.next());
    }

    /** Guava's. */
    @Benchmark
    public void executeGuava(Producer producer) {
        guava.execute(producer.next());
    }

    /** A queue of ours, with a future. */
    @Benchmark
    public CompletableFuture<?> submit(Producer producer) {
        return turns.submit(producer.next());
    }

    /** Guava's, with a future. */
    @Benchmark
    public CompletableFuture<?> submitGuava(Producer producer) {
        return CompletableFuture.runAsync(producer.next(), guava);
    }
}
