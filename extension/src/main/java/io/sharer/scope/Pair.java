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

    /** That of the code that has made it. */
    private final @Nullable ClassLoader code;

    /** What is configured for the program, once it was needed. */
    private volatile @Nullable OutsideUse ofProgram;

    /** What application it belongs to; {@code null} if that cannot be told. */
    private final @Nullable ClassLoader application = Thread.currentThread().getContextClassLoader();

    /**
     * A pair, which messages call after the place where the template is made: functions have no names.
     *
     * @param given the function that the user's code has made, whatever acquires in the end
     */
    Pair(Object given, Callable<? extends R> acquire, Release<? super R> release) {
        this.acquire = acquire;
        this.release = release;
        this.code = given.getClass().getClassLoader();
        this.description = "the resource of the template made at " + Callers.place();
    }

    boolean isOf(@Nullable ClassLoader loader) {
        return application == loader;
    }

    /**
     * What becomes of its use outside any scope, if its template does not say: as the application says that the calling
     * thread is in, or else that which the pair was made in or whose code has made it, or else as the program does.
     */
    OutsideUse outsideUse() {
        OutsideUse use = OutsidePolicies.find(Thread.currentThread().getContextClassLoader(), application, code);
        if (use == null) {
            use = ofProgram;
        }
        if (use == null) {
            use = OutsidePolicies.ofProgram();
            ofProgram = use;
        }
        return use;
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
