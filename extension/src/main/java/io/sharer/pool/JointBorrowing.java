package io.sharer.pool;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Borrows one object for several threads: the first who asks borrows it, and whoever asks meanwhile waits for that, as
 * it would for the pool: no longer than the pool's time-out, until it is interrupted, and in no circle.
 *
 * <p>Invariant: there is one attempt at a time, and the thread that makes it is the only one that sets the lease.
 * Thread-safe.
 */
public final class JointBorrowing<T> {
    private final Supplier<ObjectPool<T>> pool;
    private final AtomicReference<@Nullable PooledLease<T>> lease = new AtomicReference<>();
    private final AtomicReference<@Nullable Attempt> attempt = new AtomicReference<>();

    /** Nothing is borrowed yet, and the pool is not asked for before it is. */
    public JointBorrowing(Supplier<ObjectPool<T>> pool) {
        this.pool = pool;
    }

    /** What one thread does for all. */
    private static final class Attempt implements Awaited {
        private final PoolConfig<?> pool;
        private final Thread borrower = Thread.currentThread();
        private final CountDownLatch over = new CountDownLatch(1);

        Attempt(PoolConfig<?> pool) {
            this.pool = pool;
        }

        @Override
        public Blockers blockers() {
            return new Blockers(
                    true,
                    List.of(Blocker.running(
                            () -> "the thread '%s', which borrows an object of the pool '%s' for several"
                                    .formatted(borrower.getName(), pool.name()),
                            borrower)));
        }

        @Override
        public String description() {
            return "an object of the pool '" + pool.name() + "', which another thread borrows for it";
        }

        /** Waits for its end; false if the time is over before. */
        boolean await(long nanos) {
            try {
                WaitGraph.begin(this, this::isOver).filter(circle -> !isOver()).ifPresent(circle -> {
                    throw pool.deadlock(circle);
                });
                return over.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw PoolMessages.interrupted(pool.name());
            } finally {
                WaitGraph.end();
            }
        }

        boolean isOver() {
            return over.getCount() == 0;
        }
    }

    /** What is borrowed now; {@code null} if nothing is. */
    public @Nullable PooledLease<T> current() {
        return lease.get();
    }

    /** Whether the calling thread borrows just now, and so can only be running code that makes the object. */
    public boolean isBorrowing() {
        Attempt now = attempt.get();
        return now != null && now.borrower == Thread.currentThread();
    }

    /**
     * What is borrowed, or is borrowed now by this thread or by another.
     *
     * @throws io.sharer.PoolException as {@link ObjectPool#borrow()} does
     * @throws io.sharer.TurnDeadlockException as {@link ObjectPool#borrow()} does
     */
    public PooledLease<T> get() {
        PooledLease<T> known = lease.get();
        return known == null ? borrow(pool.get()) : known;
    }

    private PooledLease<T> borrow(ObjectPool<T> from) {
        long nanos = from.timeoutNanos();
        long start = nanos > 0 ? System.nanoTime() : 0;
        long left = nanos;
        Attempt mine = new Attempt(from.config());
        while (true) {
            Attempt others = attempt.compareAndExchange(null, mine);
            if (others == null) {
                return borrow(from, mine, left);
            }
            // Who does not want to wait for others waits for the making at most: nobody else does more for it.
            if (!others.await(nanos > 0 ? left : Long.MAX_VALUE)) {
                throw from.timedOut(nanos);
            }
            PooledLease<T> known = lease.get();
            if (known != null) {
                return known;
            }
            left = nanos > 0 ? Math.max(1, nanos - (System.nanoTime() - start)) : nanos;
        }
    }

    private PooledLease<T> borrow(ObjectPool<T> from, Attempt mine, long nanos) {
        try {
            PooledLease<T> known = lease.get();
            if (known == null) {
                known = from.borrow(nanos);
                lease.set(known);
            }
            return known;
        } finally {
            attempt.set(null);
            mine.over.countDown();
        }
    }

    /** The next who asks borrows another object, if this is the one that is borrowed. */
    public void forget(PooledLease<T> lost) {
        lease.compareAndSet(lost, null);
    }
}
