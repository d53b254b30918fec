package io.sharer;

/**
 * An object of a pool, for as long as its borrower has it. A lease is a token for one loan: ending it twice, from any
 * thread, or when it is void, touches nobody else's.
 *
 * <p>Thread-safe: a lease may be handed from one thread to another, and ended by any. No method blocks, but where the
 * object is closed, which is done by the thread that calls.
 *
 * <p>For the search for deadlocks it counts as its borrower's until another thread uses it. One that is handed on, and
 * not used yet, while its borrower waits for something else, is better asked for by {@link Pool#borrowAsync()}: such a
 * lease belongs to no thread.
 *
 * @param <T> the type of the object
 */
public interface Lease<T> extends AutoCloseable {
    /**
     * {@return the object} It must not be used after the lease has ended.
     *
     * @throws LeaseExpiredException if the lease has ended, or is void because it has lasted too long
     */
    T get();

    /** Gives the object back to the pool. Does nothing if the lease has ended or is void. Throws nothing. */
    @Override
    void close();

    /** Has the object closed, and not lent again. Does nothing if the lease has ended or is void. Throws nothing. */
    void discard();

    /** {@return whether the lease has neither ended nor become void} */
    boolean isValid();
}
