package io.sharer.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/** What {@code shutdownNow} gives back of a body that has not begun. */
final class LeftOver {
    private LeftOver() {}

    /** Runs the body, on whatever thread. */
    static Runnable of(Callable<?> body) {
        return () -> {
            try {
                body.call();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        };
    }
}
