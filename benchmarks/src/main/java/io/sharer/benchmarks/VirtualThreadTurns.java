package io.sharer.benchmarks;

import io.sharer.SerialExecutor;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A thousand virtual threads that want to be alone. */
@NeedsJdk21
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class VirtualThreadTurns {
    private final SerialExecutor turns = SerialExecutor.builder("turns").build();
    private final Lock lock = new ReentrantLock();
    private final Lock fairLock = new ReentrantLock(true);
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private @Nullable Runnable task;

    /** Makes a task of the body. */
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

    /** Turns of ours. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void turn(VirtualThreads threads) throws InterruptedException {
        Runnable body = Objects.requireNonNull(task);
        threads.all(() -> {
            turns.run(body);
            return null;
        });
    }

    /** A lock that lets running threads overtake those that wait. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void lock(VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(() -> inside(lock, body));
    }

    /** A lock that serves first who came first. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void fairLock(VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(() -> inside(fairLock, body));
    }

    /** What people write today. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void singleThreadExecutor(VirtualThreads threads) throws InterruptedException {
        Runnable body = Objects.requireNonNull(task);
        threads.all(() -> oneThread.submit(body).get());
    }

    private static @Nullable Void inside(Lock lock, Body body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
        return null;
    }
}
