package io.sharer.console;

import io.sharer.LeaseInfo;
import io.sharer.LoopInfo;
import io.sharer.LoopState;
import io.sharer.LoopStats;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.ResourceStats;
import io.sharer.ScopesInfo;
import io.sharer.SharerControl;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import io.sharer.TurnWaiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that tells what it was told to tell, and notes what it was asked to do. */
final class Canned implements SharerRegistry, SharerControl {
    /** How many have a turn of the queue "crowded", and wait for one. */
    static final int CROWD = 45;

    /** How many who wait were asked for, by the figures of queues. */
    final AtomicInteger waitersAsked = new AtomicInteger();

    /** How many who have turns were asked for last. */
    volatile int mostAsked;

    /** What was done, in words. */
    final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private static QueueStats figures(String name) {
        return new QueueStats(
                name,
                3,
                1,
                42,
                5,
                6,
                7,
                800,
                Duration.ofSeconds(2),
                Duration.ofMillis(1500),
                Duration.ofNanos(2_500_000),
                Duration.ofSeconds(1),
                Duration.ofMillis(3),
                Duration.ofMillis(9));
    }

    @Override
    public List<QueueInfo> queues() {
        waitersAsked.addAndGet(CROWD);
        return List.of(
                new QueueInfo(
                        figures("<b>till</b>"),
                        2,
                        List.of(new TurnHolder("Till.sell()", null, Duration.ZERO)),
                        List.of()),
                new QueueInfo(
                        new QueueStats(
                                "crowded",
                                CROWD,
                                CROWD,
                                1,
                                0,
                                0,
                                0,
                                0,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO),
                        1,
                        Collections.nCopies(CROWD, new TurnHolder("Hall.enter()", "guest", Duration.ZERO)),
                        List.of()));
    }

    @Override
    public List<QueueInfo> queues(int holders, int waiters) {
        List<QueueInfo> some = SharerRegistry.super.queues(holders, waiters);
        waitersAsked.addAndGet(waiters - CROWD);
        return some;
    }

    @Override
    public List<PoolInfo> pools() {
        List<LeaseInfo> leases =
                new ArrayList<>(Collections.nCopies(RegistryJson.MOST_TOLD + 3, new LeaseInfo("user", null, null)));
        leases.set(0, new LeaseInfo(null, Duration.ofSeconds(3), "Shop.open(Shop.java:12)"));
        return List.of(new PoolInfo(
                new PoolStats(
                        "drawers",
                        1,
                        4,
                        10,
                        8,
                        2,
                        1,
                        1,
                        0,
                        30,
                        29,
                        2,
                        1,
                        0,
                        0,
                        3,
                        150,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(20)),
                "it is stuck",
                leases));
    }

    @Override
    public ScopesInfo scopes() {
        return new ScopesInfo(new ResourceStats(9, 1, 12, 2, 0, 1, 0), List.of("the scope of Shop.report()"));
    }

    @Override
    public List<LoopInfo> loops() {
        return List.of(
                new LoopInfo(new LoopStats("loop", LoopState.RUNNING, 1, 2, 3, 16, 4, 5, 6, 7), figures("loop")));
    }

    @Override
    public List<DeadlockFound> deadlocks() {
        return List.of(new DeadlockFound("till", System.nanoTime(), "a waits for b\nb waits for a"));
    }

    @Override
    public long deadlocksFound() {
        return 21;
    }

    // --- What is done ---

    @Override
    public void evictIdle(String pool) {
        if (pool.equals("broken")) {
            throw new IllegalStateException("nobody expects that");
        }
        if (!pool.equals("drawers")) {
            throw new IllegalArgumentException("SHARER-510: no such pool");
        }
        done.add("evict " + pool);
    }

    @Override
    public void resize(String pool, int minSize, int maxSize) {
        if (maxSize != 0 && minSize > maxSize) {
            throw new IllegalArgumentException("SHARER-202: the minimum is larger");
        }
        done.add("resize " + pool + " " + minSize + " " + maxSize);
    }

    @Override
    public List<Waiting> waiting(String queue) {
        if (queue.equals("crowded")) {
            return Collections.nCopies(
                    CROWD, new Waiting(new TurnWaiter("Hall.enter()", "guest", Duration.ZERO), OptionalLong.empty()));
        }
        if (!queue.equals("<b>till</b>")) {
            throw new IllegalArgumentException("SHARER-511: no such queue");
        }
        return List.of(
                new Waiting(new TurnWaiter("Till.count()", null, Duration.ofMillis(12)), OptionalLong.of(7)),
                new Waiting(new TurnWaiter("Till.sell()", "caller", Duration.ofMillis(2)), OptionalLong.empty()));
    }

    @Override
    public boolean cancel(String queue, long id) {
        done.add("cancel " + queue + " " + id);
        return id == 7;
    }

    @Override
    public List<Holding> holding(String queue, int most) {
        mostAsked = most;
        return SharerControl.super.holding(queue, most);
    }

    @Override
    public List<Holding> holding(String queue) {
        if (queue.equals("crowded")) {
            return Collections.nCopies(
                    CROWD, new Holding(new TurnHolder("Hall.enter()", "guest", Duration.ZERO), List.of()));
        }
        return List.of(new Holding(
                new TurnHolder("Till.sell()", "caller", Duration.ofMillis(8)),
                List.of(new StackTraceElement("Till", "sell", "Till.java", 3))));
    }
}
