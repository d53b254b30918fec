package io.sharer.benchmarks;

import io.sharer.SerialExecutor;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Threads that want to be alone: in a turn of ours, under a lock, and on the single thread of an executor whose result
 * is waited for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SyncTurns {
    private final SerialExecutor turns = SerialExecutor.builder("turns").build();
    private final Lock lock = new ReentrantLock();
    private final Lock fairLock = new ReentrantLock(true);
    private final Lock writeLock = new ReentrantReadWriteLock().writeLock();
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private @Nullable Runnable task;

    /** Makes a task of the body, once, so that what is allocated is not the benchmark's. */
    @Setup
    public void prepare(Body body) {
        task = body::run;
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        oneThread.shutdown();
        turns.close();
    }

    /** A turn of ours. */
    @Benchmark
    public void turn() {
        turns.run(Objects.requireNonNull(task));
    }

    /** A lock that lets running threads overtake those that wait, for as long as they like. */
    @Benchmark
    public void lock(Body body) {
        inside(lock, body);
    }

    /** A lock that serves first who came first, to the letter. */
    @Benchmark
    public void fairLock(Body body) {
        inside(fairLock, body);
    }

    /** What servers guard an EJB singleton with. */
    @Benchmark
    public void writeLock(Body body) {
        inside(writeLock, body);
    }

    /** What people write today. */
    @Benchmark
    public void singleThreadExecutor() throws ExecutionException, InterruptedException {
        oneThread.submit(Objects.requireNonNull(task)).get();
    }

    private static void inside(Lock lock, Body body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }
}
