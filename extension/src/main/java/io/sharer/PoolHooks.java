package io.sharer;

/**
 * Told of what happens to the objects of a pool, and asked whether they are healthy. Overriding is only for what is of
 * interest: what is not overridden costs nothing.
 *
 * <p>For one object the calls come in this order, each after the other: {@link #opened}, then {@link #borrowed} and
 * {@link #returned} for each loan, with {@link #isHealthy} in between where it is looked after, and {@link #closed}
 * last. An object that is discarded, killed or worn out is closed without having been returned. Different objects have
 * their calls at the same time, on different threads, so an implementation is thread-safe.
 *
 * <p>No call is made under a lock of the pool. What {@link #opened}, {@link #borrowed} and {@link #isHealthy} throw is
 * told below; what the others throw is logged, once for each of them and pool, and the pool goes on.
 *
 * @param <T> the type of the objects
 */
public interface PoolHooks<T> {
    /**
     * The factory has made the object. If this throws, the object is closed, and its making has failed with a
     * {@link PoolCreationException}.
     *
     * @param object which
     */
    default void opened(T object) {}

    /**
     * The object is about to be lent. If this throws, the object is closed, and the borrower gets a
     * {@link PoolException} with the failure as its cause.
     *
     * @param object which
     */
    default void borrowed(T object) {}

    /**
     * The object has come back, and nobody else has it yet.
     *
     * @param object which
     */
    default void returned(T object) {}

    /**
     * The object has been closed, or its closing has failed.
     *
     * @param object which
     */
    default void closed(T object) {}

    /**
     * Whether the object can be lent. Asked before an object is lent that was last used more than half a second ago, or
     * that has thrown an exception which leaves that open, and every {@code healthEvery}. One that is not healthy, or
     * for which this throws, is closed; the borrower gets another one.
     *
     * @param object which
     * @return whether it may be lent
     */
    default boolean isHealthy(T object) {
        return true;
    }

    /**
     * What messages call the object.
     *
     * @param object which
     * @return what is told of it
     */
    default String describe(T object) {
        return String.valueOf(object);
    }
}
