package io.sharer.cdi.pool;

import io.sharer.pool.PooledLease;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Which object the calls of a wrapper reach. Thread-safe. */
interface Loan<T> {
    /**
     * A call begins. It has to end with {@link #end}, unless this throws.
     *
     * @throws io.sharer.PoolException if there is no object for it
     */
    PooledLease<T> begin();

    /** The call has ended. */
    void end(PooledLease<T> lease, @Nullable Throwable thrown);

    /** Whether a call of a method leaves an object that is closed. */
    boolean isClosing(Method method, T object);

    /** The pool's name. */
    String pool();
}
