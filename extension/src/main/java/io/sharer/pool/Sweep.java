package io.sharer.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after idle objects, on the executor, one after another: closes those that are too old or idle for too long, and
 * checks the others. At most one of them is out of reach for borrowers at a time.
 */
final class Sweep<T> {
    /** How often there may be something to do. */
    final long period;

    /** How many may be idle for any time. */
    volatile int minSize;

    private final PoolConfig<T> config;
    private final Stock<T> stock;
    private final Supply<T> supply;
    private final Lifecycle<T> lifecycle;
    private final long maxIdleNanos;
    private final long maxAgeNanos;
    private final long healthNanos;
    private final AtomicBoolean running = new AtomicBoolean();

    Sweep(PoolConfig<T> config, Stock<T> stock, Supply<T> supply, Lifecycle<T> lifecycle) {
        this.config = config;
        this.stock = stock;
        this.supply = supply;
        this.lifecycle = lifecycle;
        this.minSize = config.minSize();
        this.maxIdleNanos = PoolConfig.limitOf(config.maxIdle());
        this.maxAgeNanos = PoolConfig.limitOf(config.maxAge());
        this.healthNanos = lifecycle.checksHealth ? PoolConfig.limitOf(config.healthEvery()) : 0;
        this.period = shortest(maxIdleNanos, maxAgeNanos, healthNanos);
    }

    /** The shortest of those that are used. */
    static long shortest(long... limits) {
        long shortest = Housekeeper.NEVER;
        for (long limit : limits) {
            shortest = limit > 0 ? Math.min(shortest, limit) : shortest;
        }
        return shortest;
    }

    /** In how many nanoseconds an idle object has to be looked after; not positive if it has to be now. */
    long timeLeft(Item<T> item, long now) {
        long left = Housekeeper.NEVER;
        if (maxIdleNanos > 0) {
            left = idleLeft(item, now);
        }
        if (maxAgeNanos > 0) {
            left = Math.min(left, item.lifeLeft(now));
        }
        if (healthNanos > 0) {
            left = Math.min(left, healthLeft(item, now));
        }
        return left;
    }

    private long idleLeft(Item<T> item, long now) {
        return maxIdleNanos - (now - item.lastUsed);
    }

    private long healthLeft(Item<T> item, long now) {
        return healthNanos - (now - item.lastChecked);
    }

    /** Has it done by the executor, unless that is under way. */
    void request() {
        if (running.compareAndSet(false, true)) {
            try {
                config.executor().execute(this::run);
            } catch (RuntimeException | Error refused) {
                // It is tried again in the next round.
                running.set(false);
            }
        }
    }

    private void run() {
        try {
            closeOld();
            closeIdle();
            check();
        } finally {
            running.set(false);
        }
    }

    private void closeOld() {
        if (maxAgeNanos == 0) {
            return;
        }
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null && item.lifeLeft(config.housekeeper().now()) <= 0) {
                supply.removeIdle(slot, state, item);
            }
        }
    }

    private void closeIdle() {
        if (maxIdleNanos == 0) {
            return;
        }
        long now = config.housekeeper().now();
        List<Candidate<T>> candidates = new ArrayList<>();
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null && idleLeft(item, now) <= 0) {
                candidates.add(new Candidate<>(slot, state, item, idleLeft(item, now)));
            }
        }
        // The longest idle first.
        candidates.sort(Comparator.comparingLong(Candidate::left));
        for (Candidate<T> candidate : candidates) {
            closeIdle(candidate);
        }
    }

    /** An object that was idle in that state, and what was left of its time then. */
    private record Candidate<T>(Slot<T> slot, long state, Item<T> item, long left) {}

    private void closeIdle(Candidate<T> candidate) {
        // If it has been used while others were closed, it is in another state, and stays.
        if (stock.places.beginClosingAbove(minSize)) {
            supply.remove(candidate.slot(), candidate.state(), candidate.item());
        }
    }

    private void check() {
        if (healthNanos == 0) {
            return;
        }
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null && healthLeft(item, config.housekeeper().now()) <= 0 && slot.change(state, Slot.CHECKED)) {
                if (lifecycle.isHealthy(item)) {
                    supply.release(slot, slot.state(), item);
                } else {
                    supply.close(slot, item);
                }
            }
        }
    }
}
