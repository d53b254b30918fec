package io.sharer.scope;

import io.sharer.OutsideUse;
import io.sharer.SharerEvent;
import java.util.Collection;
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

    boolean isOfOneOf(Collection<? extends @Nullable ClassLoader> loaders) {
        return loaders.contains(application);
    }

    /**
     * What becomes of its use outside any scope, if its template does not say: as the application says that the calling
     * thread is in, or else that which the pair was made in or whose code has made it, or else as the program does.
     */
    OutsideUse outsideUse() {
        OutsidePolicies.Policy policy = policy();
        return policy == null ? OutsidePolicies.ofProgram() : policy.use();
    }

    private OutsidePolicies.@Nullable Policy policy() {
        return OutsidePolicies.find(Thread.currentThread().getContextClassLoader(), application, code);
    }

    /** Somebody needs it outside any scope to acquire it: told to the application that says what becomes of that. */
    void tellDeadlock(String circle) {
        OutsidePolicies.Policy policy = policy();
        if (policy != null) {
            policy.tell(new SharerEvent.DeadlockFound(description, System.nanoTime(), circle.strip()));
        }
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
