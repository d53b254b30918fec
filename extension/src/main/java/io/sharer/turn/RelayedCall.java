package io.sharer.turn;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body that runs on another thread while its caller waits, as if it ran on the caller's own: its outcome is the
 * caller's, and an interrupt of the caller is the body's.
 */
final class RelayedCall<T extends @Nullable Object> implements Callable<Boolean> {
    private final Callable<T> body;
    private final Thread caller = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock:
    private @Nullable Thread runner;
    private boolean over;
    private boolean passed;
    private boolean left;

    private @Nullable T value;
    private @Nullable Throwable failure;

    /** Whether the caller may go on. Written after all that it reads then. */
    private volatile boolean done;

    RelayedCall(Callable<T> body) {
        this.body = body;
    }

    // --- On the thread that runs it ---

    @Override
    public Boolean call() {
        begin();
        try {
            value = body.call();
        } catch (Throwable thrown) { // whatever it is, it is for the caller
            failure = thrown;
        } finally {
            end();
        }
        return true;
    }

    private void begin() {
        lock.lock();
        try {
            runner = Thread.currentThread();
            if (passed) {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            runner = null;
            left = Thread.interrupted() && passed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the caller go on. */
    void finish() {
        done = true;
        LockSupport.unpark(caller);
    }

    /** Whether the body has begun. */
    boolean hasBegun() {
        lock.lock();
        try {
            return over || runner != null;
        } finally {
            lock.unlock();
        }
    }

    // --- On the caller's thread ---

    boolean isDone() {
        return done;
    }

    /** Interrupts the body, at its beginning if that is still to come; false if it is over. */
    boolean interrupt() {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            passed = true;
            if (runner != null) {
                runner.interrupt();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller was interrupted and the body has taken no notice of it. */
    boolean leavesInterrupt() {
        lock.lock();
        try {
            return over ? left : passed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the body has run to its end. */
    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** What the body has thrown, if it has. After its end. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** What the body has returned. After its end. */
    @SuppressWarnings("NullAway") // null only if T includes it
    T value() {
        return value;
    }
}
