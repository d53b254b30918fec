package io.sharer.loop;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What a loop or a work queue has taken on and not finished: futures that are not done, and work that is under way.
 *
 * <p>Who takes something on counts it first and looks then whether it may; who ends the whole says so first and counts
 * then. So one of the two sees the other.
 */
final class Outstanding {
    /** Futures are told apart by identity, for they have no {@code equals}. */
    private final Set<LoopFuture<?>> futures = ConcurrentHashMap.newKeySet();

    private final AtomicLong count = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean awaited;

    void add(LoopFuture<?> future) {
        futures.add(future);
        enter();
    }

    /** Idempotent. */
    void remove(LoopFuture<?> future) {
        if (futures.remove(future)) {
            leave();
        }
    }

    /** Work begins that no future stands for. */
    void enter() {
        count.incrementAndGet();
    }

    void leave() {
        if (count.decrementAndGet() == 0 && awaited) {
            wake();
        }
    }

    /** All futures, as far as they are known now. */
    List<LoopFuture<?>> futures() {
        return List.copyOf(futures);
    }

    /** Whether there is anything, once the futures are done. */
    boolean isAnythingUnderWay() {
        return count.get() > 0;
    }

    int pending() {
        return futures.size();
    }

    /** Lets those who wait look at their time again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is nothing.
     *
     * @param nanosLeft asked again whenever something may have changed
     * @return whether there is nothing
     * @throws InterruptedException if this thread is interrupted
     */
    boolean awaitNothing(LongSupplier nanosLeft) throws InterruptedException {
        awaited = true;
        lock.lockInterruptibly();
        try {
            while (count.get() != 0) {
                long left = nanosLeft.getAsLong();
                if (left <= 0) {
                    return false;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
