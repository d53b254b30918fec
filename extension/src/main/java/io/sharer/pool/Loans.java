package io.sharer.pool;

import io.sharer.pool.Slot.Making;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has the objects of a pool, as far as can be seen from outside. */
final class Loans<T> {
    private static final int TOLD = 5;

    private final String pool;
    private final Stock<T> stock;

    Loans(String pool, Stock<T> stock) {
        this.pool = pool;
        this.stock = stock;
    }

    /** Whether a thread has one. */
    boolean isLentTo(Thread thread) {
        for (Slot<T> slot : stock.slots()) {
            PooledLease<T> lease = slot.lease();
            if (lease != null && lease.borrower == thread) {
                return true;
            }
        }
        return false;
    }

    /** Whether nobody but that thread has, or does, anything that the end would have to wait for. */
    boolean isFreeButFor(Thread thread) {
        for (Slot<T> slot : stock.slots()) {
            Object holder = slot.holder();
            boolean own = holder instanceof PooledLease<?> lease
                    ? lease.borrower == thread
                    : holder instanceof Making making && making.thread == thread;
            if (holder != null && !own) {
                return false;
            }
        }
        return true;
    }

    /**
     * Those who stand between a waiting thread and an object: all who have one, any of whom can free the waiter.
     *
     * <p>Nobody, if there is one who has not been seen to be bound to a thread, or if all belong to the waiter itself:
     * a thread that borrows again and again must have handed on what it has, for {@code secondBorrow} tells otherwise.
     */
    Blockers blockersOf(Thread waiter) {
        List<Blocker> blockers = new ArrayList<>();
        boolean others = false;
        int limit = stock.maxSize();
        for (Slot<T> slot : stock.slots()) {
            Object holder = slot.holder();
            if (holder != null) {
                Thread thread = threadOf(holder);
                if (thread == null) {
                    return Blockers.NONE;
                }
                others |= thread != waiter;
                String does = holder instanceof Making ? "makes an object for" : "has an object of";
                blockers.add(Blocker.running(
                        () -> "the thread '%s', which %s the pool '%s'".formatted(thread.getName(), does, pool),
                        thread));
            }
        }
        // A place that is free, or about to be, is as good as a lease that ends.
        int taken = stock.places.taken();
        boolean full = limit != 0 && taken >= limit && taken == blockers.size();
        return others && full ? new Blockers(false, blockers) : Blockers.NONE;
    }

    private static @Nullable Thread threadOf(Object holder) {
        if (holder instanceof PooledLease<?> lease) {
            return lease.borrower;
        }
        return holder instanceof Making making ? making.thread : null;
    }

    /** How many objects are idle, and lent, and how many loans there have been. */
    Tally tally() {
        long idle = 0;
        long lent = 0;
        long borrows = 0;
        for (Slot<T> slot : stock.slots()) {
            Object holder = slot.holder();
            idle += holder instanceof Item<?> ? 1 : 0;
            lent += holder instanceof PooledLease<?> ? 1 : 0;
            borrows += slot.borrows;
        }
        return new Tally(idle, lent, borrows);
    }

    /** What {@link #tally} has counted. */
    record Tally(long idle, long lent, long borrows) {}

    /** The loans that last longest, in words. */
    String describe() {
        List<PooledLease<T>> leases = new ArrayList<>();
        for (Slot<T> slot : stock.slots()) {
            PooledLease<T> lease = slot.lease();
            if (lease != null) {
                leases.add(lease);
            }
        }
        if (leases.isEmpty()) {
            return "Nobody has one now.";
        }
        long now = System.nanoTime();
        leases.sort((a, b) -> Long.compare(lasts(b, now), lasts(a, now)));
        StringBuilder text = new StringBuilder("Lent");
        for (PooledLease<T> lease : leases.subList(0, Math.min(TOLD, leases.size()))) {
            text.append(text.length() == 4 ? " " : "; ").append(describe(lease, now));
        }
        return text.append(leases.size() > TOLD ? "; and others." : ".").toString();
    }

    private static long lasts(PooledLease<?> lease, long now) {
        return lease instanceof TrackedLease<?> tracked ? now - tracked.since : 0;
    }

    private static String describe(PooledLease<?> lease, long now) {
        Thread thread = lease.borrower;
        String to = thread == null ? "to a thread that is not known" : "to the thread '" + thread.getName() + "'";
        if (lease instanceof TrackedLease<?> tracked) {
            StackTraceElement place = CallSite.of(tracked.origin.getStackTrace());
            return "%s for %s%s"
                    .formatted(to, Duration.ofNanos(lasts(lease, now)), place == null ? "" : ", borrowed at " + place);
        }
        return to;
    }
}
