package io.sharer.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place of the pool, whose holder says what becomes of it; see the states in the package's description.
 *
 * <p>The object is not told apart from the state: an idle object is the holder itself, as is the lease of one that is
 * lent. So one compare-and-set lends, one takes back, and who is late finds another holder and does nothing.
 */
final class Slot<T> {
    private static final VarHandle HOLDER;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Slot.class, "holder", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What is being done with the object of a slot that is neither idle nor lent. */
    enum Busy {
        CHECKED,
        RETURNED,
        CLOSED
    }

    /** The place is taken, and its object being made. */
    static final class Making {
        /** By which thread, once one has begun. */
        volatile @Nullable Thread thread;
    }

    final Lender<T> lender;

    /** How many loans have begun here; whoever has the slot writes it. */
    long borrows;

    private volatile @Nullable Object holder;

    Slot(Lender<T> lender) {
        this.lender = lender;
    }

    @Nullable Object holder() {
        return holder;
    }

    /** Whether it was held as expected, and now is as wanted. */
    boolean change(@Nullable Object expected, @Nullable Object wanted) {
        return HOLDER.compareAndSet(this, expected, wanted);
    }

    /** For who has the slot: nobody else changes it. */
    void set(@Nullable Object wanted) {
        holder = wanted;
    }

    /** The object, if it is idle. */
    @SuppressWarnings("unchecked") // no other kind gets here
    @Nullable Item<T> idle() {
        return holder instanceof Item<?> item ? (Item<T>) item : null;
    }

    /** The lease, if the object is lent. */
    @SuppressWarnings("unchecked") // no other kind gets here
    @Nullable PooledLease<T> lease() {
        return holder instanceof PooledLease<?> lease ? (PooledLease<T>) lease : null;
    }
}
