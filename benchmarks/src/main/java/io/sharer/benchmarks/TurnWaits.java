package io.sharer.benchmarks;

import io.sharer.SerialExecutor;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long threads wait that want to be alone, and the longest of them above all. {@link WaitProfiler} tells it; the
 * throughput is lower than that of {@link SyncTurns}, for two clocks are read a turn.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(64)
public class TurnWaits {
    private final SerialExecutor turns = SerialExecutor.builder("turns").build();
    private final Lock lock = new ReentrantLock();
    private final Lock fairLock = new ReentrantLock(true);

    /** One of the threads, and when its turn came. */
    @State(Scope.Thread)
    public static class Caller implements Runnable {
        private @Nullable Body body;
        private long begun;

        /** Shares the body with the others. */
        @Setup(Level.Trial)
        public void share(Body shared) {
            body = shared;
        }

        @Override
        public void run() {
            begun = System.nanoTime();
            Objects.requireNonNull(body).run();
        }
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        turns.close();
    }

    /** A turn of ours: who runs may overtake, but nobody by more than a millisecond at the front. */
    @Benchmark
    public void turn(Caller caller, Waits waits) {
        long asked = System.nanoTime();
        turns.run(caller);
        waits.record(asked, caller.begun);
    }

    /** A lock that lets running threads overtake those that wait, for as long as they like. */
    @Benchmark
    public void lock(Caller caller, Waits waits) {
        inside(lock, caller, waits);
    }

    /** A lock that serves first who came first, to the letter. */
    @Benchmark
    public void fairLock(Caller caller, Waits waits) {
        inside(fairLock, caller, waits);
    }

    private static void inside(Lock lock, Caller caller, Waits waits) {
        long asked = System.nanoTime();
        lock.lock();
        try {
            caller.run();
        } finally {
            lock.unlock();
        }
        waits.record(asked, caller.begun);
    }
}
