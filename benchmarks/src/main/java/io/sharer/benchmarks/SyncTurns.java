package io.sharer.benchmarks;

import io.sharer.SerialExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A synchronous body that is alone with a counter, run by {@code -t} threads: in a turn of ours, under a lock, and on
 * the single thread of an executor whose result is waited for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SyncTurns {
    /** How much the body does: about so many nanoseconds. */
    @Param({"0", "2000"})
    public int bodyNanos;

    private final SerialExecutor turns = SerialExecutor.builder("turns").build();
    private final ReentrantLock unfair = new ReentrantLock();
    private final ReentrantLock fair = new ReentrantLock(true);
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final Runnable body = this::body;
    private long tokens;
    private long count;

    /** Finds out how many of JMH's tokens make a nanosecond here. */
    @Setup
    public void calibrate() {
        Blackhole.consumeCPU(1_000_000);
        long before = System.nanoTime();
        Blackhole.consumeCPU(1_000_000);
        long taken = System.nanoTime() - before;
        tokens = bodyNanos * 1_000_000L / taken;
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        oneThread.shutdown();
        turns.close();
    }

    private void body() {
        count++;
        if (tokens > 0) {
            Blackhole.consumeCPU(tokens);
        }
    }

    /** A turn of ours. */
    @Benchmark
    public long turn() {
        turns.run(body);
        return count;
    }

    /** What an uncontended turn is compared with. */
    @Benchmark
    public long unfairLock() {
        unfair.lock();
        try {
            body();
            return count;
        } finally {
            unfair.unlock();
        }
    }

    /** First come, first served, to the letter. */
    @Benchmark
    public long fairLock() {
        fair.lock();
        try {
            body();
            return count;
        } finally {
            fair.unlock();
        }
    }

    /** What people write today. */
    @Benchmark
    public long singleThreadExecutor() throws Exception {
        oneThread.submit(body).get();
        return count;
    }
}
