package io.sharer.pool;

import io.sharer.PoolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait, first come, first served, under a lock that nobody takes while nobody waits.
 *
 * <p>{@link #attention} is what tells: 0 as long as an object that is given back only has to become idle. Whoever
 * changes a slot or a place looks at it after that, and whoever raises it looks at slots and places after that, so at
 * least one of the two sees the other.
 */
final class WaitingLine<T> {
    /** The pool is closed. The sign bit. */
    private static final int CLOSED = 1 << 31;

    /** There may be more objects than allowed. */
    private static final int TOO_LARGE = 1 << 30;

    private static final int WAITING = TOO_LARGE - 1;

    final ReentrantLock lock = new ReentrantLock();

    private final Stock<T> stock;
    private final Condition freed = lock.newCondition();
    private final WaitTimes times = new WaitTimes();

    /** The two flags, and how many wait. Written under the lock. */
    private volatile int attention;

    /** Who is first, if it is a thread. Written under the lock, before anything idle is looked for on its behalf. */
    private volatile @Nullable BorrowingThread<T> front;

    // Guarded by the lock:

    private @Nullable Borrower<T> first;
    private @Nullable Borrower<T> last;

    /** Whether something is idle of which only one was told who is not in line any more. */
    private boolean idleLeft;

    WaitingLine(Stock<T> stock) {
        this.stock = stock;
    }

    /** A place, its state until an object is made there by the executor, and for whom. */
    record Order<T>(Slot<T> slot, long making, Borrower<T> borrower) {}

    /** What a look at the line has brought about, to be acted on without the lock. */
    static final class Served<T> {
        final List<Borrower<T>> settled = new ArrayList<>(2);
        final List<Order<T>> orders = new ArrayList<>(0);
    }

    /** Whether there is nothing to look at. */
    boolean isQuiet() {
        return attention == 0;
    }

    boolean isClosed() {
        return attention < 0;
    }

    boolean mayBeTooLarge() {
        return (attention & TOO_LARGE) != 0;
    }

    int waiting() {
        return attention & WAITING;
    }

    WaitTimes.Figures times() {
        lock.lock();
        try {
            return times.figures();
        } finally {
            lock.unlock();
        }
    }

    // --- Overtaking ---

    /** Whether somebody waits, but who runs may take an idle object all the same. */
    boolean mayBeOvertaken() {
        BorrowingThread<T> waiter = front;
        return waiter != null && (attention & ~WAITING) == 0 && waiter.mayBeOvertaken();
    }

    /**
     * Something is idle, and whoever is first is told, so that it looks, if it may be overtaken until then; else false.
     */
    boolean rouse() {
        for (BorrowingThread<T> waiter = front; waiter != null && waiter.mayBeOvertaken(); ) {
            waiter.rouse();
            // If it has left before that, nobody else has looked on its behalf.
            BorrowingThread<T> now = front;
            if (now == waiter) {
                return true;
            }
            waiter = now;
        }
        return false;
    }

    /** Looks for the idle object that it was told of. */
    void look(BorrowingThread<T> borrower, Served<T> served) {
        lock.lock();
        try {
            borrower.calm();
            if (first == borrower) {
                serveIdle(served);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives what is idle to those who are first. */
    private void serveIdle(Served<T> served) {
        Borrower<T> borrower = first;
        PooledLease<T> lease = borrower == null ? null : stock.lendAny(null, borrower.origin);
        while (borrower != null && lease != null) {
            settle(borrower, lease, served);
            borrower = first;
            lease = borrower == null ? null : stock.lendAny(null, borrower.origin);
        }
        idleLeft = false;
    }

    private void serveIdleLeft(Served<T> served) {
        if (idleLeft) {
            serveIdle(served);
        }
    }

    // --- Coming and going ---

    /**
     * Joins the line; false if the pool is closed. Has its outcome at once if it is first and there is an idle object,
     * or is one of those for whom there is a free place.
     *
     * @param ahead whether it was first before, and what it got was of no use
     */
    boolean join(Borrower<T> borrower, boolean ahead, Served<T> served) {
        lock.lock();
        try {
            if (isClosed()) {
                return false;
            }
            if (ahead) {
                prepend(borrower);
            } else {
                append(borrower);
            }
            count(1);
            if (first == borrower) {
                PooledLease<T> lease = stock.lend(null, borrower.origin);
                if (lease != null) {
                    settle(borrower, lease, served);
                }
            }
            giveOutPlaces(served);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void append(Borrower<T> borrower) {
        borrower.ahead = last;
        if (last == null) {
            first = borrower;
            publishFront();
        } else {
            last.behind = borrower;
        }
        last = borrower;
        borrower.inLine = true;
    }

    private void prepend(Borrower<T> borrower) {
        borrower.behind = first;
        if (first == null) {
            last = borrower;
        } else {
            first.ahead = borrower;
        }
        first = borrower;
        publishFront();
        borrower.inLine = true;
    }

    /** Leaves without an outcome; false if it has got one before. */
    boolean leave(Borrower<T> borrower, Served<T> served) {
        lock.lock();
        try {
            boolean left = borrower.inLine;
            if (left) {
                remove(borrower);
                serveIdleLeft(served);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void remove(Borrower<T> borrower) {
        Borrower<T> before = borrower.ahead;
        Borrower<T> after = borrower.behind;
        if (before == null) {
            first = after;
            publishFront();
            // Read after that: who tells it now finds out that it is not the first any more.
            idleLeft |= borrower instanceof BorrowingThread<T> thread && thread.isRoused();
        } else {
            before.behind = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.ahead = before;
        }
        borrower.ahead = null;
        borrower.behind = null;
        borrower.inLine = false;
        count(-1);
    }

    private void publishFront() {
        front = first instanceof BorrowingThread<T> thread ? thread : null;
    }

    private void count(int more) {
        int before = attention;
        attention = before + more;
    }

    private void settle(Borrower<T> borrower, Object outcome, Served<T> served) {
        remove(borrower);
        if (outcome instanceof PooledLease<?>) {
            times.waited(System.nanoTime() - borrower.since);
        }
        borrower.settle(outcome);
        served.settled.add(borrower);
    }

    /** Whether an object is being made for it. */
    boolean expects(Borrower<T> borrower) {
        lock.lock();
        try {
            return borrower.expects;
        } finally {
            lock.unlock();
        }
    }

    // --- Serving ---

    /**
     * Hands the object of a slot to whoever is first.
     *
     * @param from the state of the slot, for who has it and gives it away by this
     * @return false if nobody waits, or the slot is not in that state
     */
    boolean handOver(Slot<T> slot, long from, Item<T> item, Served<T> served) {
        lock.lock();
        try {
            Borrower<T> borrower = first;
            if (borrower == null) {
                return false;
            }
            PooledLease<T> lease = stock.lend(slot, from, item, borrower.origin);
            if (lease == null) {
                return false;
            }
            settle(borrower, lease, served);
            serveIdleLeft(served);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A place has become free. */
    void placeFreed(Served<T> served) {
        lock.lock();
        try {
            giveOutPlaces(served);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveOutPlaces(Served<T> served) {
        handOutPlaces(served);
        serveIdleLeft(served);
    }

    private void handOutPlaces(Served<T> served) {
        for (Borrower<T> next = first; next != null; ) {
            Borrower<T> borrower = next;
            next = borrower.behind;
            if (!borrower.expects) {
                Slot<T> slot = stock.reserve();
                if (slot == null) {
                    return;
                }
                if (borrower.makesItself) {
                    settle(borrower, slot, served);
                } else {
                    borrower.expects = true;
                    served.orders.add(new Order<>(slot, slot.state(), borrower));
                }
            }
        }
    }

    /** What was being made for it is there, and given to whoever is first, or could not be made. */
    void expectsNoMore(Borrower<T> borrower, @Nullable Supplier<PoolException> failure, Served<T> served) {
        lock.lock();
        try {
            borrower.expects = false;
            if (failure != null && borrower.inLine) {
                settle(borrower, failure, served);
            }
            giveOutPlaces(served);
        } finally {
            lock.unlock();
        }
    }

    // --- The size, and the end ---

    /** Looks whether there are too many objects. */
    void lookAtSize(Served<T> served) {
        lock.lock();
        try {
            attention = stock.isTooLarge() ? attention | TOO_LARGE : attention & ~TOO_LARGE;
            giveOutPlaces(served);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is lent any more, and all who wait have this outcome. */
    void close(Supplier<PoolException> refusal, Served<T> served) {
        lock.lock();
        try {
            attention |= CLOSED;
            while (first != null) {
                settle(first, refusal, served);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this is so, which is looked at whenever a place is freed; false if it is not in time. */
    boolean awaitFreed(BooleanSupplier enough, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        lock.lock();
        try {
            while (!enough.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !freed.await(left, TimeUnit.NANOSECONDS)) {
                    return enough.getAsBoolean();
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
