package io.sharer.pool;

import io.sharer.LeaseExpiredException;

/** What a lease asks of its pool. Each call is harmless if the lease has ended. */
abstract class Lender<T> {
    /** The pool's name. */
    abstract String name();

    /** What time it is for the pool. */
    long now() {
        return System.nanoTime();
    }

    abstract void giveBack(PooledLease<T> lease);

    abstract void discard(PooledLease<T> lease);

    /** A call on the object has thrown this. */
    abstract void thrown(PooledLease<T> lease, Throwable thrown);

    /** The last call on an object has ended whose lease was killed meanwhile. */
    abstract void closeKilled(TrackedLease<T> lease);

    abstract LeaseExpiredException expired(PooledLease<T> lease);
}
