package io.sharer.benchmarks;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.turn.CallSettings;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.QueueConfig;
import io.sharer.turn.SerialQueue;
import io.sharer.turn.TurnTimer;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
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

/** Threads that read, beside each other: in {@code access = READ} turns of ours, and under a read lock. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ReadTurns {
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    private final TurnTimer timer = new TurnTimer("timer");

    /** As an interceptor has it, for a builder makes queues of writers only; nothing runs on its executor. */
    private final SerialQueue turns =
            new SerialQueue(QueueConfig.of("turns", Runnable::run, new ClassLoaderCarrier(), timer), READ);

    private final Lock readLock = new ReentrantReadWriteLock().readLock();
    private @Nullable Callable<Long> task;

    /** Makes a task of the body. */
    @Setup
    public void prepare(Body body) {
        task = body::read;
    }

    /** Ends the queue. */
    @TearDown
    public void stop() {
        turns.close();
        timer.stop();
    }

    /** A turn of ours. */
    @Benchmark
    public Long turn() throws Exception {
        return turns.call(Objects.requireNonNull(task));
    }

    /** The read lock. */
    @Benchmark
    public Long readLock() throws Exception {
        readLock.lock();
        try {
            return Objects.requireNonNull(task).call();
        } finally {
            readLock.unlock();
        }
    }
}
