package io.sharer.platform;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.ResourceStats;
import io.sharer.ScopesInfo;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registry that tells what a test has put into it. */
public final class FixedRegistry implements SharerRegistry {
    private final List<QueueInfo> queues = new CopyOnWriteArrayList<>();
    private final List<PoolInfo> pools = new CopyOnWriteArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    /** A queue in which 2 wait, with 7 turns, 3 rejections, and 5 waits that took 2.5 s together and 1.5 s at most. */
    public void addQueue(String name) {
        QueueStats stats = new QueueStats(
                name,
                2,
                1,
                7,
                3,
                0,
                0,
                5,
                Duration.ofMillis(2500),
                Duration.ofMillis(1500),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO);
        queues.add(new QueueInfo(stats, 1, List.of(), List.of()));
    }

    /** A pool with 4 idle and so many lent, for which 2 borrowers have waited 0.3 s together. */
    public void addPool(String name, long lent, @Nullable String failure) {
        PoolStats stats = new PoolStats(
                name,
                0,
                10,
                4 + lent,
                0,
                4 + lent,
                4,
                lent,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                failure == null ? 0 : 1,
                2,
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofMillis(150));
        pools.add(new PoolInfo(stats, failure, List.of()));
    }

    /** A pool that has no object, because of this. */
    public void addEmptyPool(String name, String failure) {
        PoolStats stats = new PoolStats(
                name, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        pools.add(new PoolInfo(stats, failure, List.of()));
    }

    /** Nothing is left. */
    public void clear() {
        queues.clear();
        pools.clear();
    }

    /** How often anything was read. */
    public int reads() {
        return reads.get();
    }

    /** How often one of all was looked up. */
    public int looks() {
        return looks.get();
    }

    @Override
    public List<QueueInfo> queues() {
        reads.incrementAndGet();
        return List.copyOf(queues);
    }

    @Override
    public List<PoolInfo> pools() {
        reads.incrementAndGet();
        return List.copyOf(pools);
    }

    @Override
    public Optional<QueueInfo> queue(String name) {
        looks.incrementAndGet();
        return queues.stream().filter(queue -> queue.name().equals(name)).findAny();
    }

    @Override
    public Optional<PoolInfo> pool(String name) {
        looks.incrementAndGet();
        return pools.stream().filter(pool -> pool.name().equals(name)).findAny();
    }

    @Override
    public Optional<LoopInfo> loop(String name) {
        return Optional.empty();
    }

    @Override
    public ScopesInfo scopes() {
        return new ScopesInfo(new ResourceStats(0, 0, 0, 0, 0, 0, 0), List.of());
    }

    @Override
    public List<LoopInfo> loops() {
        return List.of();
    }

    @Override
    public List<DeadlockFound> deadlocks() {
        return List.of();
    }

    @Override
    public long deadlocksFound() {
        return 0;
    }
}
