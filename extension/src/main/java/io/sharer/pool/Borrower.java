package io.sharer.pool;

import io.sharer.PoolException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One who stands in line for an object. */
abstract class Borrower<T> {
    /** When it began to wait, by {@link System#nanoTime()}. */
    final long since = System.nanoTime();

    /** Where it borrows, if leases are tracked. */
    final @Nullable Throwable origin;

    /** Whether it is given a free place, to make an object itself; else one is made for it by the executor. */
    final boolean makesItself;

    // Guarded by the line's lock:

    @Nullable Borrower<T> ahead;

    @Nullable Borrower<T> behind;

    boolean inLine;

    /** Whether an object is being made for it. */
    boolean expects;

    /** What has come of it: a lease, a place, or a failure. Written once, under the line's lock. */
    private volatile @Nullable Object outcome;

    Borrower(@Nullable Throwable origin, boolean makesItself) {
        this.origin = origin;
        this.makesItself = makesItself;
    }

    /** It is out of line with this: a {@link PooledLease}, a {@link Slot}, or a supplier of a {@link PoolException}. */
    final void settle(Object newOutcome) {
        outcome = newOutcome;
    }

    final @Nullable Object outcome() {
        return outcome;
    }

    /** What it is given, which is not a place. */
    @SuppressWarnings("unchecked") // no other kind is settled
    final PooledLease<T> lease(Object settled) {
        if (settled instanceof Supplier<?> failure) {
            throw ((Supplier<PoolException>) failure).get();
        }
        return (PooledLease<T>) settled;
    }

    /** The place in which it makes an object itself. */
    @SuppressWarnings("unchecked") // no other kind is settled
    final Slot<T> place(Object settled) {
        return (Slot<T>) settled;
    }

    /** It has an outcome now. Not called under a lock. */
    abstract void wake();
}
