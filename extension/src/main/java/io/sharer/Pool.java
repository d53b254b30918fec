package io.sharer;

import io.sharer.pool.Pools;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends objects that are expensive to make, to one borrower at a time, and takes them back.
 *
 * <p><b>Which object.</b> The one that was given back last, where nobody interferes; under contention, one of the last.
 * If none is idle and there is room, a new one is made. Otherwise the borrower waits.
 *
 * <p><b>Waiting.</b> First come, first served: an object that is given back goes to whoever waits longest. Only a
 * thread that is already running may take it before a waiting thread wakes up, and only in the first millisecond of
 * that one's waiting; after that the object is handed over, and nobody overtakes. Futures are not overtaken.
 *
 * <p><b>Size.</b> Never more than {@code maxSize} objects are there at once: a place is free only when its object has
 * been closed. After {@link #resize} to fewer than there are, none is made until enough are gone.
 *
 * <p><b>Making.</b> No lock is held meanwhile. Without a time-out the factory runs on the borrower's thread; with one,
 * and for {@link #borrowAsync}, on the pool's executor: the borrower gets that object, or one that is given back
 * earlier, and what comes too late for it goes to others. A factory that fails, fails that borrower only, with a
 * {@link PoolCreationException}; the next one tries again.
 *
 * <p><b>Deadlock.</b> A borrower for whom nothing could ever come, because all who have objects of the pool wait for
 * it, over any number of pools, turns and futures of ours, gets a {@link TurnDeadlockException} that tells the circle.
 *
 * <p><b>Virtual threads</b> are borrowers as any others; no lock keeps them on their carriers.
 *
 * <p>Objects are told apart by identity: they may be equal to each other, and need no {@code equals} or
 * {@code hashCode} that works. Thread-safe. No method takes {@code null}.
 *
 * @param <T> the type of the objects
 */
public interface Pool<T> extends AutoCloseable {
    /**
     * Borrows an object; waits for as long as the pool's time-out allows.
     *
     * @return the loan, whose end gives the object back
     * @throws PoolTimeoutException if none is free, or made, in time
     * @throws PoolCreationException if one had to be made and that failed
     * @throws PoolInterruptedException if this thread is interrupted while it waits; its interrupt flag stays set
     * @throws PoolClosedException if the pool is closed, also while this thread waits
     * @throws SecondBorrowException if this thread has an object of the pool, would have to wait, and the pool refuses
     *     that
     * @throws TurnDeadlockException if none could ever come, because all who have one wait for this thread
     * @throws PoolException if {@link PoolHooks#borrowed} throws; what it has thrown is the cause
     */
    Lease<T> borrow();

    /**
     * As {@link #borrow()}, but for the time-out.
     *
     * @param timeout the longest wait, the making of an object included; zero for none, though an object is made if
     *     there is room
     * @return the loan, whose end gives the object back
     * @throws IllegalArgumentException if the time-out is negative
     */
    Lease<T> borrow(Duration timeout);

    /**
     * Asks for an object, in the same line as all borrowers, and returns at once. Whatever makes {@link #borrow()} fail
     * makes the future fail; the pool's time-out holds here, too. Cancelling the future, or completing it in any other
     * way, leaves the line; an object that comes at that very moment goes back to the pool. Code that depends on the
     * future runs on the pool's executor if it had to wait. What is left to do for a future that had to wait is done
     * there, too, so one that all threads of that executor wait for is completed by none of them.
     *
     * @return the loan, when there is an object
     */
    CompletableFuture<Lease<T>> borrowAsync();

    /**
     * Borrows an object, works with it, and gives it back, whatever happens. An object of which the work has thrown an
     * unchecked exception or an error is closed and not given back, as is one with an exception of {@code discardOn},
     * but those of {@code keepOn}; after any other exception it is checked before it is lent again.
     *
     * @param <R> the type of the result
     * @param <X> what the work may throw
     * @param work is given the object
     * @return what the work returns
     * @throws X whatever the work throws, as it is
     * @throws PoolException as {@link #borrow()} does
     */
    <R extends @Nullable Object, X extends Exception> R with(Work<? super T, ? extends R, X> work) throws X;

    /** {@return the pool's figures} Does not block. */
    PoolStats stats();

    /**
     * Changes the size while the pool runs. What is idle and too much is closed by this thread, what is lent and too
     * much when it comes back; what is missing is made, by the pool's executor.
     *
     * @param minSize how many objects are made ahead and kept up
     * @param maxSize 0 for any number
     * @throws IllegalArgumentException if one of them is negative, or the minimum is larger than the maximum
     * @throws PoolClosedException if the pool is closed
     */
    void resize(int minSize, int maxSize);

    /** Closes all objects that are idle now, by this thread. The pool makes up to {@code minSize} anew, in time. */
    void evictIdle();

    /**
     * Lends nothing any more, fails those who wait with {@link PoolClosedException}, waits for objects that others than
     * this thread have borrowed, at most for the drain time-out, and closes all that are there. An object that is still
     * lent then is closed when it comes back. Closing twice does no harm. If this thread is interrupted, it waits no
     * longer, and its interrupt flag stays set.
     */
    @Override
    void close();

    /**
     * Makes a pool that needs no container.
     *
     * @param <T> the type of the objects
     * @param factory makes an object; not {@code null}, and another one each time
     * @return its settings, to be built
     */
    static <T> Builder<T> builder(Callable<? extends T> factory) {
        return Pools.builder(factory);
    }

    /**
     * Settings of a pool that needs no container. What takes a duration throws {@link IllegalArgumentException} if it
     * is negative, or zero where only the time-outs may be. Not thread-safe.
     *
     * @param <T> the type of the objects
     */
    interface Builder<T> {
        /**
         * For messages and statistics.
         *
         * @param name not blank
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        Builder<T> name(String name);

        /**
         * How many objects are made ahead and kept up. By default none.
         *
         * @param minSize how many
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> minSize(int minSize);

        /**
         * How many objects there may be at once; 0, the default, for any number.
         *
         * @param maxSize how many; 0 for any number
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> maxSize(int maxSize);

        /**
         * An object is closed after so many loans; 0, the default, for any number.
         *
         * @param maxUses how many; 0 for any number
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> maxUses(int maxUses);

        /**
         * The longest wait of a borrower, the making of its object included; zero for none. By default any.
         *
         * @param timeout how long
         * @return this builder
         */
        Builder<T> timeout(Duration timeout);

        /**
         * What has been idle for longer is closed, the longest idle first, down to the minimum. By default never.
         *
         * @param maxIdle how long
         * @return this builder
         */
        Builder<T> maxIdle(Duration maxIdle);

        /**
         * What is older is closed when it is not lent; up to a tenth earlier, so that what was made together does not
         * end together. By default never.
         *
         * @param maxAge how long
         * @return this builder
         */
        Builder<T> maxAge(Duration maxAge);

        /**
         * A loan that lasts longer is warned about, once, with the borrower's stack. By default never.
         *
         * @param maxLease how long
         * @return this builder
         */
        Builder<T> maxLease(Duration maxLease);

        /**
         * A loan that lasts longer is void: its lease has expired, and its object is closed, at once or, if it is at
         * work in {@link Pool#with}, when that is done, after 5 seconds at the latest. By default never.
         *
         * @param killLease how long
         * @return this builder
         */
        Builder<T> killLease(Duration killLease);

        /**
         * Idle objects are asked so often whether they are {@link PoolHooks#isHealthy}. By default never.
         *
         * @param healthEvery how often
         * @return this builder
         */
        Builder<T> healthEvery(Duration healthEvery);

        /**
         * What {@link #close} waits for objects that are lent. By default 30 seconds.
         *
         * @param drainTimeout how long
         * @return this builder
         */
        Builder<T> drainTimeout(Duration drainTimeout);

        /**
         * Closes an object. By default {@link AutoCloseable#close()}, where it has that.
         *
         * @param close closes the object that it is given
         * @return this builder
         */
        Builder<T> close(Consumer<? super T> close);

        /**
         * Told of what happens to the objects.
         *
         * @param hooks are told
         * @return this builder
         */
        Builder<T> hooks(PoolHooks<? super T> hooks);

        /**
         * What becomes of a thread that has an object and would have to wait for another. By default a warning.
         *
         * @param secondBorrow what becomes of it
         * @return this builder
         */
        Builder<T> secondBorrow(SecondBorrow secondBorrow);

        /**
         * Exceptions of the work in {@link Pool#with} after which an object is closed, beside the unchecked ones.
         *
         * @param thrown a type of exceptions
         * @return this builder
         */
        Builder<T> discardOn(Class<? extends Throwable> thrown);

        /**
         * Exceptions of the work in {@link Pool#with} after which an object is as good as before.
         *
         * @param thrown a type of exceptions
         * @return this builder
         */
        Builder<T> keepOn(Class<? extends Throwable> thrown);

        /**
         * Runs the factory where a borrower does not, what is looked after in time, and what depends on futures. By
         * default: daemon threads of the pool's own, which end when they have been idle for a second.
         *
         * @param executor runs what takes time
         * @return this builder
         */
        Builder<T> executor(Executor executor);

        /**
         * The time by which borrowers' time-outs pass and objects grow old, idle, unhealthy or overdue. By default, and
         * for all that is told of in figures and at the end, the JVM's.
         *
         * @param time what time it is, and who acts when some has passed
         * @return this
         */
        Builder<T> time(TimeSource time);

        /**
         * The pool, ready for use.
         *
         * @return the pool, ready for use
         * @throws IllegalArgumentException if the minimum is larger than the maximum
         */
        Pool<T> build();
    }
}
