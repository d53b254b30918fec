package io.sharer.cdi.pool;

import io.sharer.LeaseExpiredException;
import io.sharer.pool.JointBorrowing;
import io.sharer.pool.PooledLease;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A loan for as long as a context holds the wrapper: it begins with the first call, and ends with the wrapper, or with
 * the last call that is at work then. So an object that somebody still works with is never given to another.
 *
 * <p>Invariants: {@link #calls} counts the calls under way, and has the bit {@link #ENDED} once the context has let go;
 * from then on it only falls. Whoever makes it {@code ENDED} alone gives the object back.
 */
final class HeldLoan<T> implements Loan<T> {
    private static final int ENDED = Integer.MIN_VALUE;

    private final OpenPool<T> pool;

    /** Whether another object is borrowed when the first is lost; else the rest of the scope fails. */
    private final boolean replaces;

    private final AtomicInteger calls = new AtomicInteger();

    /** Of threads that make the first call at once one borrows. */
    private final JointBorrowing<T> borrowing;

    private volatile @Nullable Throwable lostBy;

    HeldLoan(OpenPool<T> pool, boolean replaces) {
        this.pool = pool;
        this.replaces = replaces;
        this.borrowing = new JointBorrowing<>(pool::engine);
    }

    @Override
    public PooledLease<T> begin() {
        if (calls.getAndUpdate(number -> number < 0 ? number : number + 1) < 0) {
            throw new LeaseExpiredException(PooledMessages.scopeEnded(pool.name()));
        }
        boolean begun = false;
        try {
            PooledLease<T> known = borrowing.current();
            PooledLease<T> its = known == null ? borrow() : known;
            tellLoss();
            begun = true;
            return its;
        } finally {
            if (!begun) {
                leave();
            }
        }
    }

    private PooledLease<T> borrow() {
        if (borrowing.isBorrowing()) {
            throw new IllegalStateException(PooledMessages.usesItself(pool.name()));
        }
        return borrowing.get();
    }

    private void tellLoss() {
        Throwable cause = lostBy;
        if (cause != null) {
            LeaseExpiredException failure = new LeaseExpiredException(PooledMessages.lost(pool.name(), cause));
            failure.initCause(cause);
            throw failure;
        }
    }

    @Override
    public void end(PooledLease<T> its, @Nullable Throwable thrown) {
        if (!its.isValid()) {
            lost(its, thrown);
        }
        leave();
    }

    private void lost(PooledLease<T> its, @Nullable Throwable thrown) {
        if (replaces) {
            borrowing.forget(its);
        } else if (thrown != null) {
            lostBy = thrown;
        }
    }

    private void leave() {
        if (calls.decrementAndGet() == ENDED) {
            giveBack();
        }
    }

    /** The context lets go: no call begins any more, and the object is given back when none is at work. */
    void end() {
        if (calls.getAndUpdate(number -> number | ENDED) == 0) {
            giveBack();
        }
    }

    /** Whether it has an object. */
    boolean isLent() {
        PooledLease<T> its = borrowing.current();
        return its != null && its.isValid();
    }

    private void giveBack() {
        PooledLease<T> its = borrowing.current();
        if (its != null) {
            its.close();
        }
    }

    @Override
    public boolean isClosing(Method method, T object) {
        return pool.definition().closing().isDoneBy(method, object);
    }

    @Override
    public String pool() {
        return pool.name();
    }
}
