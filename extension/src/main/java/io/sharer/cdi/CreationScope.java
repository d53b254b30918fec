package io.sharer.cdi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows what is being created on this thread, as far as it is of ours. */
final class CreationScope {
    @SuppressWarnings("ThreadLocalUsage") // one per application; set and removed within one call
    private final ThreadLocal<Creation> current = new ThreadLocal<>();

    /** Creates something. Creations nest. */
    <T> T with(Creation creation, Supplier<T> work) {
        Creation outer = current.get();
        current.set(creation);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    @Nullable Creation current() {
        return current.get();
    }
}
