package io.sharer.pool;

import io.sharer.SharerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the housekeeper does for one pool: it ends loans that last too long, and has the executor look after idle
 * objects and after the minimum. It runs no code of users itself.
 */
final class Upkeep<T> implements Housekeeper.Kept {
    /** Nothing is looked at more often. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PoolConfig<T> config;
    private final Stock<T> stock;
    private final Supply<T> supply;
    private final Lifecycle<T> lifecycle;
    private final PoolCounts counts;
    private final Sweep<T> sweep;
    private final Refill<T> refill;
    private final long maxLeaseNanos;
    private final long killLeaseNanos;
    private final boolean tracks;

    /** How often to look as long as there are objects. */
    private final long period;

    /** Killed, and maybe at work. The housekeeper's. */
    private final List<Grace<T>> graces = new ArrayList<>();

    private volatile boolean ended;

    Upkeep(PoolConfig<T> config, Stock<T> stock, Supply<T> supply, Lifecycle<T> lifecycle, PoolCounts counts) {
        this.config = config;
        this.stock = stock;
        this.supply = supply;
        this.lifecycle = lifecycle;
        this.counts = counts;
        this.sweep = new Sweep<>(config, stock, supply, lifecycle);
        this.refill = new Refill<>(config, stock, supply, this);
        this.maxLeaseNanos = PoolConfig.limitOf(config.maxLease());
        this.killLeaseNanos = PoolConfig.limitOf(config.killLease());
        this.tracks = config.tracksLeases();
        this.period = Sweep.shortest(sweep.period, maxLeaseNanos, killLeaseNanos);
    }

    /** A killed lease whose object may be at work until then. */
    private record Grace<T>(TrackedLease<T> lease, long end) {}

    // --- What happens in the pool ---

    /** Makes what the minimum lacks. */
    void start() {
        refill.request();
    }

    /** An object was made at that time. */
    void made(long at) {
        if (period != Housekeeper.NEVER) {
            lookAt(at + period);
        }
        refill.factoryWorks();
    }

    /** An object was closed. */
    void closed() {
        refill.request();
    }

    /** The minimum is another one from now on; what it lacks is made when {@link #start} is called. */
    void resize(int newMinSize) {
        sweep.minSize = newMinSize;
        refill.resize(newMinSize);
    }

    /** The pool is closed, and looked after no more. */
    void end() {
        ended = true;
        refill.end();
        config.housekeeper().forget(this);
    }

    /** The minimum is not filled up any more. */
    void stopRefilling() {
        refill.end();
    }

    void lookAt(long date) {
        if (!ended) {
            config.housekeeper().lookAt(this, date);
        }
        if (ended) {
            // It may have ended between the question and the note.
            config.housekeeper().forget(this);
        }
    }

    // --- What the housekeeper does ---

    @Override
    public String failure() {
        return PoolMessages.upkeepFailed(config.name());
    }

    @Override
    public long look(long now) {
        if (ended) {
            return Housekeeper.NEVER;
        }
        long next = stock.places.taken() == 0 ? Housekeeper.NEVER : period;
        boolean due = false;
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null && sweep.period != Housekeeper.NEVER) {
                long left = sweep.timeLeft(item, now);
                due |= left <= 0;
                next = left <= 0 ? next : Math.min(next, left);
            } else if (tracks && Slot.kind(state) == Slot.LENT) {
                TrackedLease<T> lease = slot.tracked(state);
                // If it is not told yet, it has begun, or ended, just now.
                next = Math.min(next, lease == null ? LEAST_NANOS : lookAfterLoan(slot, lease, now));
            }
        }
        if (due) {
            sweep.request();
        }
        next = Math.min(next, endGraces(now));
        next = Math.min(next, refill.look(now));
        return next == Housekeeper.NEVER ? next : Math.max(next, LEAST_NANOS);
    }

    private long lookAfterLoan(Slot<T> slot, TrackedLease<T> lease, long now) {
        long lasts = now - lease.since;
        long next = Housekeeper.NEVER;
        if (killLeaseNanos > 0) {
            if (lasts >= killLeaseNanos) {
                kill(slot, lease, now);
                return next;
            }
            next = killLeaseNanos - lasts;
        }
        if (maxLeaseNanos > 0 && !lease.told) {
            if (lasts >= maxLeaseNanos) {
                lease.told = true;
                run(() -> tellLong(lease, lasts));
            } else {
                next = Math.min(next, maxLeaseNanos - lasts);
            }
        }
        return next;
    }

    private void tellLong(TrackedLease<T> lease, long lasts) {
        String object = lifecycle.describe(lease.item);
        PoolLog.warning(
                PoolMessages.longLease(config.name(), object, Duration.ofNanos(lasts), Duration.ofNanos(maxLeaseNanos)),
                lease.origin);
        tellLeak(lease, object, lasts, false);
    }

    private void tellLeak(TrackedLease<T> lease, String object, long lasts, boolean killed) {
        config.observer()
                .happened(new SharerEvent.LeaseLeaked(
                        config.name(), System.nanoTime(), object, Duration.ofNanos(lasts), killed, lease.origin));
    }

    private void kill(Slot<T> slot, TrackedLease<T> lease, long now) {
        if (!lease.end(Slot.CLOSED)) {
            return;
        }
        counts.killed.increment();
        stock.places.beginClosing();
        run(() -> tellKilled(lease, now - lease.since));
        if (lease.kill()) {
            run(() -> supply.retire(slot, lease.item));
        } else {
            graces.add(new Grace<>(lease, now + PoolConfig.limitOf(config.graceTimeout())));
        }
    }

    private void tellKilled(TrackedLease<T> lease, long lasts) {
        String object = lifecycle.describe(lease.item);
        PoolLog.warning(
                PoolMessages.killedLease(
                        config.name(), object, Duration.ofNanos(lasts), Duration.ofNanos(killLeaseNanos)),
                lease.origin);
        tellLeak(lease, object, lasts, true);
    }

    private long endGraces(long now) {
        long next = Housekeeper.NEVER;
        for (Iterator<Grace<T>> each = graces.iterator(); each.hasNext(); ) {
            Grace<T> grace = each.next();
            TrackedLease<T> lease = grace.lease();
            if (lease.isClosed()) {
                each.remove();
            } else if (grace.end() - now > 0) {
                next = Math.min(next, grace.end() - now);
            } else {
                each.remove();
                if (lease.endGrace()) {
                    run(() -> supply.retire(lease.slot, lease.item));
                }
            }
        }
        return next;
    }

    private void run(Runnable task) {
        try {
            config.executor().execute(task);
        } catch (RuntimeException | Error refused) {
            // A place must not stay taken for that.
            task.run();
        }
    }
}
