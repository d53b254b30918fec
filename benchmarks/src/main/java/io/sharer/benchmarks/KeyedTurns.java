package io.sharer.benchmarks;

import io.sharer.turn.CallSettings;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.OwnThreads;
import io.sharer.turn.QueueConfig;
import io.sharer.turn.SerialQueue;
import io.sharer.turn.TurnTimer;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
 * What a turn with a key costs beside one without, and beside a lock in a map that is never emptied, when each thread
 * uses a key of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KeyedTurns {
    private final OwnThreads threads = new OwnThreads("threads");
    private final TurnTimer timer = new TurnTimer("timer");
    private final QueueConfig config = QueueConfig.of("queue", threads, new ClassLoaderCarrier(), timer);
    private final SerialQueue without = new SerialQueue(config);
    private final SerialQueue onlyKeys = new SerialQueue(config);
    private final SerialQueue both = new SerialQueue(config);
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();
    private final Callable<String> body = () -> "done";

    /** A key that no other thread uses. */
    @State(Scope.Thread)
    public static class Key {
        private static final AtomicInteger COUNT = new AtomicInteger();
        private final String key = "key " + COUNT.incrementAndGet();
    }

    /** From now on there are calls without a key in one of the queues. */
    @Setup
    public void callWithoutKey() throws Exception {
        both.call(body);
    }

    /** Ends the threads. */
    @TearDown
    public void stop() {
        threads.shutdown();
        timer.stop();
    }

    private String call(SerialQueue queue, Key key) throws Exception {
        return queue.callKeyed(new Object[] {key.key}, body, body, CallSettings.DEFAULT, true);
    }

    /** A lock for each key, which stays in its map. */
    @Benchmark
    public String lockOfKey(Key key) throws Exception {
        Lock lock = locks.computeIfAbsent(key.key, any -> new ReentrantLock());
        lock.lock();
        try {
            return body.call();
        } finally {
            lock.unlock();
        }
    }

    /** A turn without a key. */
    @Benchmark
    public String withoutKey() throws Exception {
        return without.call(body);
    }

    /** A turn with a key, where all have one. */
    @Benchmark
    public String withKey(Key key) throws Exception {
        return call(onlyKeys, key);
    }

    /** A turn with a key, where there are calls without one too. */
    @Benchmark
    public String withKeyBesideOthers(Key key) throws Exception {
        return call(both, key);
    }
}
