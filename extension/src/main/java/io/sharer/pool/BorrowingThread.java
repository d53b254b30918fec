package io.sharer.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that stands in line, parked until it has an outcome. */
final class BorrowingThread<T> extends Borrower<T> {
    /** For how long threads that run may take objects which it could have had. */
    static final long OVERTAKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    final Thread thread = Thread.currentThread();

    /** Whether it is told that something is idle, and has not looked since. */
    private volatile boolean roused;

    private final boolean mayBeOvertaken;

    /** A wait of this thread, which has waited before if it may not be overtaken. */
    BorrowingThread(@Nullable Throwable origin, boolean makesItself, boolean mayBeOvertaken) {
        super(origin, makesItself);
        this.mayBeOvertaken = mayBeOvertaken;
    }

    /** Whether it may be overtaken now. */
    boolean mayBeOvertaken() {
        return mayBeOvertaken && System.nanoTime() - since < OVERTAKEN_NANOS;
    }

    /** Something is idle, so it has to look. */
    void rouse() {
        if (!roused) {
            roused = true;
            wake();
        }
    }

    boolean isRoused() {
        return roused;
    }

    /** It is about to look. */
    void calm() {
        roused = false;
    }

    @Override
    void wake() {
        LockSupport.unpark(thread);
    }
}
