package io.sharer;

/**
 * A resource scope that is open: what is acquired within it is released, in reverse order, when it ends.
 *
 * <p>Each call of {@link ResourceManager#open()} gives one of these, be it that it opened the scope or joined it, and
 * the scope ends when all of them are closed, whatever the order. Two that belong to one scope are equal.
 *
 * <p>Thread-safe: it may be closed by another thread than the one that opened it.
 */
public interface ResourceScope extends AutoCloseable {
    /** {@return what messages call the scope: where it was opened, and a number} */
    String name();

    /**
     * Leaves the scope, and ends it if nobody else is in it. Closing again does nothing.
     *
     * <p>Whoever ends it waits for the code that the scope went along to: calls of asynchronous {@link Shared} methods
     * that were made inside it, for 30 seconds at most, after which that is logged and such code gets an error where it
     * uses the scope. Then everything that was acquired is released in reverse order, on this thread, all of it even if
     * some of that fails. Called from inside such code, or from inside the turn that it is queued behind, this does not
     * wait: the last of that code ends the scope then.
     *
     * @throws RuntimeException what the first release that failed has thrown, with those of the others suppressed; of
     *     checked exceptions a {@link ReleaseException}
     */
    @Override
    void close();
}
