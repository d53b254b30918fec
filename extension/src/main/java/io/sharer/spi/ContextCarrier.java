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
     *
     * @param <T> the type of the result
     * @param body what is to run later
     * @return the body, with the context around it
     */
    <T extends @Nullable Object> Callable<T> carry(Callable<T> body);
}
