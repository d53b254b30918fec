package io.sharer.cdi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows, while an instance of a {@code @Shared} bean is being created on this thread, which {@link BeanQueue} is its.
 */
final class CreationScope {
    @SuppressWarnings("ThreadLocalUsage") // one per application; set and removed within one call
    private final ThreadLocal<BeanQueue> current = new ThreadLocal<>();

    /** Creates something for the bean that the queue belongs to. Creations nest. */
    <T> T with(BeanQueue queue, Supplier<T> creation) {
        BeanQueue outer = current.get();
        current.set(queue);
        try {
            return creation.get();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    @Nullable BeanQueue current() {
        return current.get();
    }
}
