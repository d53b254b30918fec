package io.sharer.benchmarks;

import io.sharer.SerialExecutor;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

/**
 * A thousand virtual threads that want to be alone, a hundred times each. Needs JDK 21.
 *
 * <p>They are started anew for each round and all have to finish it. JMH's own loops on virtual threads would not do: a
 * virtual thread that never blocks is never set aside for another, so of a thousand loops two would run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class VirtualThreadTurns {
    /** How many there are. */
    public static final int THREADS = 1_000;

    private static final int TURNS_EACH = 100;

    private final ThreadFactory virtualThreads = virtualThreads();
    private final SerialExecutor turns = SerialExecutor.builder("turns").build();
    private final Lock lock = new ReentrantLock();
    private final Lock fairLock = new ReentrantLock(true);
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private @Nullable Runnable task;

    /** By reflection, because the rest is compiled for JDK 17. */
    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Virtual threads need JDK 21 or newer.", e);
        }
    }

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
    @OperationsPerInvocation(THREADS * TURNS_EACH)
    public void turn() throws InterruptedException {
        Runnable body = Objects.requireNonNull(task);
        inThreads(() -> turns.run(body));
    }

    /** A lock that lets running threads overtake those that wait. */
    @Benchmark
    @OperationsPerInvocation(THREADS * TURNS_EACH)
    public void lock(Body body) throws InterruptedException {
        inThreads(() -> inside(lock, body));
    }

    /** A lock that serves first who came first. */
    @Benchmark
    @OperationsPerInvocation(THREADS * TURNS_EACH)
    public void fairLock(Body body) throws InterruptedException {
        inThreads(() -> inside(fairLock, body));
    }

    /** What people write today. */
    @Benchmark
    @OperationsPerInvocation(THREADS * TURNS_EACH)
    public void singleThreadExecutor() throws InterruptedException {
        Runnable body = Objects.requireNonNull(task);
        inThreads(() -> await(oneThread.submit(body)));
    }

    private static void inside(Lock lock, Body body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inThreads(Runnable once) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(THREADS);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                for (int i = 0; i < TURNS_EACH; i++) {
                    once.run();
                }
            } catch (RuntimeException | Error e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        };
        for (int i = 0; i < THREADS; i++) {
            virtualThreads.newThread(loop).start();
        }
        done.await();
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("A turn has failed.", thrown);
        }
    }
}
