package io.sharer.scope;

import org.jspecify.annotations.Nullable;

/** What several releases have thrown: the first, with the others suppressed. For one thread. */
final class Failures {
    private @Nullable Throwable first;

    void add(Throwable failure) {
        Throwable f = first;
        if (f == null) {
            first = failure;
        } else if (f != failure) {
            f.addSuppressed(failure);
        }
    }

    @Nullable Throwable first() {
        return first;
    }

    /** Throws the first, if there is one: as it is, or in a {@link io.sharer.ReleaseException} if it is checked. */
    void rethrow() {
        Throwable f = first;
        if (f instanceof Error error) {
            throw error;
        }
        if (f instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (f != null) {
            throw ScopeMessages.releaseFailed(f);
        }
    }
}
