package io.sharer.benchmarks;

import com.google.common.util.concurrent.MoreExecutors;
import io.sharer.SerialExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks that are submitted by {@code -t} producers, a thousand at a time, and run one by one on a pool of two threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsyncTurns {
    private static final int TASKS = 1_000;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final SerialExecutor turns =
            SerialExecutor.builder("turns").executor(pool).build();
    private final Executor guava = MoreExecutors.newSequentialExecutor(pool);
    private long count;

    /** Ends the threads. */
    @TearDown
    public void stop() {
        turns.close();
        pool.shutdown();
    }

    private void runOn(Executor executor) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 1; i < TASKS; i++) {
            executor.execute(() -> count++);
        }
        executor.execute(done::countDown);
        done.await();
    }

    /** Bodies queued in a queue of ours. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void turns() throws InterruptedException {
        runOn(turns);
    }

    /** Guava's. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void guavaSequentialExecutor() throws InterruptedException {
        runOn(guava);
    }
}
