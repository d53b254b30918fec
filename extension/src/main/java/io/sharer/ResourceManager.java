package io.sharer;

import io.sharer.scope.Resources;
import java.util.Optional;
import java.util.Set;

/**
 * Opens resource scopes: stretches of work that acquire resources lazily, each once, and release them at their end.
 *
 * <pre>{@code
 * try (ResourceScope scope = manager.open()) {
 *     work(connection.acquire());
 * }
 * }</pre>
 *
 * <p><b>The context.</b> A scope belongs to the context that it was opened in: the thread, platform or virtual, and the
 * calls of asynchronous {@link Shared} methods made there, which the scope waits for at its end. A context has one
 * scope at a time, whichever manager opened it.
 *
 * <p>In CDI, {@code @Inject ResourceManager} is that of the application. Thread-safe.
 */
public interface ResourceManager {
    /**
     * A manager that needs no container. Its application is that of the context class loader.
     *
     * @return a manager without a container
     */
    static ResourceManager create() {
        return Resources.manager();
    }

    /**
     * Opens a scope in this context. Does not block.
     *
     * @return the scope, to be closed
     * @throws IllegalStateException if one is open in this context already
     */
    ResourceScope open();

    /**
     * Opens a scope in this context or, with {@code existOk}, joins the one that is open: it ends when all who opened
     * or joined it have left. Does not block.
     *
     * @param existOk whether a scope that is open may be joined
     * @return the scope, to be closed
     * @throws IllegalStateException if one is open in this context already and may not be joined
     */
    ResourceScope open(boolean existOk);

    /**
     * Opens a scope in this context and acquires these resources in it, in their order. If that fails, those before are
     * released in reverse order and no scope is open.
     *
     * @param first acquired first
     * @param more acquired then, in this order
     * @return the scope, to be closed
     * @throws IllegalStateException if one is open in this context already
     * @throws AcquireException if one of them cannot be acquired; what releasing the others throws is suppressed
     */
    ResourceScope open(ResourceTemplate<?> first, ResourceTemplate<?>... more);

    /** {@return the scope that is open in this context, as whoever opened it has it} */
    Optional<ResourceScope> current();

    /** {@return all open ones of the application, as they are at some moment} */
    Set<ResourceScope> active();

    /**
     * Releases what threads have left that are dead by now: scopes that nobody has closed, and resources that were
     * acquired outside any. Each is logged. What a release throws is logged, too. Waits for nothing but the releases.
     *
     * @return how many scopes, and resources outside any, there were
     */
    int purge();

    /** {@return what the manager's scopes have done so far} Does not block. */
    ResourceStats stats();
}
