package io.sharer.scope;

import io.sharer.OutsideUse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What acquires a resource and what releases it, as a template was made of them. */
final class Pair<R extends @Nullable Object> implements Acquisition<R> {
    /** A function that may throw whatever it likes. */
    interface Release<R extends @Nullable Object> {
        void release(R resource) throws Exception;
    }

    private final Callable<? extends R> acquire;
    private final Release<? super R> release;
    private final String description;

    /** What application it belongs to; {@code null} if that cannot be told. */
    private final @Nullable ClassLoader application = Thread.currentThread().getContextClassLoader();

    /**
     * A pair.
     *
     * @param given the function that messages name, for they have nothing else
     */
    Pair(Object given, Callable<? extends R> acquire, Release<? super R> release) {
        this.acquire = acquire;
        this.release = release;
        this.description = "the resource of " + given.getClass().getName();
    }

    boolean isOf(@Nullable ClassLoader loader) {
        return application == loader;
    }

    /** What becomes of its use outside any scope, if its template does not say. */
    OutsideUse outsideUse() {
        return OutsidePolicies.of(application);
    }

    @Override
    public Object key() {
        return this;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public R acquire() throws Exception {
        return acquire.call();
    }

    @Override
    public void release(R resource) throws Exception {
        release.release(resource);
    }

    @Override
    public RuntimeException failure(Exception cause) {
        return ScopeMessages.acquireFailed(description, cause);
    }
}
