package io.sharer.platform;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a body has returned or thrown, kept from whoever stands between it and its caller and might wrap it. */
final class Outcome<T extends @Nullable Object> {
    private final Callable<T> body;
    private boolean begun;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Outcome(Callable<T> body) {
        this.body = body;
    }

    /** Runs the body; throws nothing. */
    void run() {
        begun = true;
        try {
            value = body.call();
        } catch (Throwable thrown) { // told by get()
            failure = thrown;
        }
    }

    /** What the body returned; throws what it threw, or that it was not run. */
    @SuppressWarnings("NullAway") // null only if T includes it
    T get() throws Exception {
        if (!begun) {
            throw new IllegalStateException(PlatformMessages.notRun());
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        return value;
    }
}
