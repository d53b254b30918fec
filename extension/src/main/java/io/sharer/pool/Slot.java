package io.sharer.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place of the pool, whose state says what becomes of it; see the states in the package's description.
 *
 * <p>The state is a number that has its kind in its last digits and is another one after each change, so no state comes
 * twice. A lease knows the number of its own: one compare-and-set lends, one takes back, and who is late finds another
 * number and does nothing.
 */
final class Slot<T> extends Padding {
    // The kinds.

    /** There is no object. */
    static final int EMPTY = 0;

    /** The object is for whoever takes it. */
    static final int IDLE = 1;

    /** The object is lent. */
    static final int LENT = 2;

    /** The place is taken, and its object being made. */
    static final int MAKING = 3;

    /** The object is looked at. */
    static final int CHECKED = 4;

    /** The object has come back, and something is done about that. */
    static final int RETURNED = 5;

    /** The object is closed. */
    static final int CLOSED = 6;

    private static final int KINDS = 7;

    private static final VarHandle STATE = field("state", long.class);
    private static final VarHandle BORROWER = field("borrower", Thread.class);
    private static final VarHandle BORROWED = field("borrowed", long.class);
    private static final VarHandle TRACKED = field("tracked", TrackedLease.class);

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Slot.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Lender<T> lender;

    private volatile long state;

    // Written by whoever has the slot:

    /** How many loans have begun here. */
    long borrows;

    private @Nullable Item<T> item;

    /** Who makes the object, once somebody has begun. */
    private volatile @Nullable Thread maker;

    /** Who has borrowed last. It is written only where it is another one, for that costs more than the comparison. */
    private @Nullable Thread borrower;

    /** The state of the loan whose borrower that is. */
    private long borrowed;

    /** The state of a loan whose lease has been used by another thread than its borrower. Written by that, racily. */
    private long handedOn;

    /** The state of a loan that ends within a call of its borrower's. Written, and read for itself alone, by that. */
    private long bound;

    /** The lease, where leases are looked after. */
    private volatile @Nullable TrackedLease<T> tracked;

    Slot(Lender<T> lender) {
        this.lender = lender;
    }

    // --- The state ---

    long state() {
        return state;
    }

    static int kind(long state) {
        return (int) state & KINDS;
    }

    int kind() {
        return kind(state);
    }

    static boolean isIdle(long state) {
        return kind(state) == IDLE;
    }

    /** The state of that kind that comes after this one. */
    static long next(long state, int kind) {
        return (state | KINDS) + 1 + kind;
    }

    /** Whether it was in the state that was expected, and now is in the next one of that kind. */
    boolean change(long expected, int kind) {
        return STATE.compareAndSet(this, expected, next(expected, kind));
    }

    /** For who has the slot: nobody else changes it. */
    void set(int kind) {
        state = next(state, kind);
    }

    /** Nothing is there any more, and nobody remembered. For who has the slot. */
    void leave() {
        item = null;
        borrower = null;
        tracked = null;
        set(EMPTY);
    }

    // --- The object ---

    /** For who has the slot. */
    void put(@Nullable Item<T> newItem) {
        item = newItem;
    }

    /** The object, if this state, which has been read before, is idle; another one's if a change has come between. */
    @Nullable Item<T> idle(long seen) {
        return isIdle(seen) ? item : null;
    }

    // --- Who has it ---

    /** The loan of this state is that thread's, which calls this. */
    void lentTo(Thread thread, long loan) {
        if (borrower != thread) {
            BORROWER.setRelease(this, thread);
        }
        BORROWED.setRelease(this, loan);
    }

    /** The lease of this loan is used by that thread, which calls this. */
    void usedBy(Thread thread, long loan) {
        if (borrower != thread && borrowed == loan && handedOn != loan) {
            // It has been handed on, so the borrower can wait for whoever has it now.
            handedOn = loan;
        }
    }

    /**
     * Whose this loan is; {@code null} if that cannot be said: until a waiting thread has what it was handed, for
     * futures, from when another thread uses the lease, and if the loan has ended meanwhile.
     */
    @Nullable Thread borrower(long loan) {
        if ((long) BORROWED.getAcquire(this) != loan || handedOn == loan) {
            return null;
        }
        Thread thread = (Thread) BORROWER.getAcquire(this);
        return state == loan ? thread : null;
    }

    /** The loan of this state ends within a call that the borrower, which calls this, is making. */
    void bindToCall(long loan) {
        bound = loan;
    }

    /** Whether the loan of this state cannot end before its borrower, which asks, goes on. */
    boolean isBoundToCall(long loan) {
        return bound == loan;
    }

    /** This thread makes the object. For who has the slot. */
    void beginMaking() {
        maker = Thread.currentThread();
    }

    void endMaking() {
        maker = null;
    }

    /** Who makes the object of this state; {@code null} if nobody has begun, or it is made. */
    @Nullable Thread maker(long making) {
        Thread thread = maker;
        return state == making ? thread : null;
    }

    /** Has the lease looked after. For who has made it valid. */
    void track(TrackedLease<T> lease) {
        tracked = lease;
    }

    /** The loan has ended. Another one may have begun. */
    void forget(PooledLease<T> lease) {
        if (lease instanceof TrackedLease<T>) {
            TRACKED.compareAndSet(this, lease, null);
        }
    }

    /** The lease of this loan, if it is looked after. */
    @Nullable TrackedLease<T> tracked(long loan) {
        TrackedLease<T> lease = tracked;
        return lease != null && lease.loan == loan ? lease : null;
    }
}
