package io.sharer;

import org.jspecify.annotations.Nullable;

/**
 * What is done with a borrowed object, in {@link Pool#with}.
 *
 * @param <T> the type of the object
 * @param <R> the type of the result
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface Work<T, R extends @Nullable Object, X extends Exception> {
    /**
     * Does the work. The object is borrowed until this returns or throws, and must not be kept.
     *
     * @param object what was borrowed
     * @return the result
     * @throws X what it may throw
     */
    R apply(T object) throws X;
}
