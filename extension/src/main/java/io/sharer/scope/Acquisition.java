package io.sharer.scope;

import org.jspecify.annotations.Nullable;

/**
 * How something is acquired for a scope, and released. Called on the thread that asks, and on the one that ends the
 * scope, under no lock.
 *
 * @param <R> what is acquired
 */
public interface Acquisition<R extends @Nullable Object> {
    /** What a scope holds one of; compared by identity. */
    Object key();

    /** What messages call it. */
    String description();

    /** Makes one. */
    R acquire() throws Exception;

    /** Ends one. */
    void release(R resource) throws Exception;

    /** What to tell who asked for it, if {@link #acquire} has failed. */
    RuntimeException failure(Exception cause);
}
