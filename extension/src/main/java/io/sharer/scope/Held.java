package io.sharer.scope;

import org.jspecify.annotations.Nullable;

/** One thing that a scope holds, from when somebody begins to acquire it. The lock of {@link Holdings} guards it. */
final class Held<R extends @Nullable Object> {
    private final Acquisition<R> how;
    private @Nullable Making making;
    private @Nullable R value;

    /** The calling thread begins to acquire it. */
    Held(Acquisition<R> how) {
        this.how = how;
        this.making = new Making(how.description());
    }

    Object key() {
        return how.key();
    }

    String description() {
        return how.description();
    }

    /** Who is at it; {@code null} when it is there. */
    @Nullable Making making() {
        return making;
    }

    void made(R made) {
        value = made;
        making = null;
    }

    @SuppressWarnings("NullAway") // null only if R includes it
    R value() {
        return value;
    }

    /** Outside the lock, by who has taken it out of the holdings. */
    void release() throws Exception {
        how.release(value());
    }
}
