package io.sharer.spi;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the context of the thread that submits a body along to the thread that runs it.
 *
 * <p>Implementations are thread-safe, never block, and leave nothing behind on the running thread.
 */
@FunctionalInterface
public interface ContextCarrier {
    /**
     * Captures the calling thread's context. The returned body runs the given one within that context, at most once, on
     * any thread, and then restores what was there before.
     */
    <T extends @Nullable Object> Callable<T> carry(Callable<T> body);

    /**
     * Whether the calling thread, which runs a body and waits in it, may run another one meanwhile, because the
     * executor has no other thread for that. Not if something is bound to the thread that a stranger must not meet and
     * {@link #carry} does not keep from it, such as a transaction. By default it may.
     */
    default boolean mayRunOthers() {
        return true;
    }
}
