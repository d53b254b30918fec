package io.sharer.pool;

import io.sharer.Pool;
import io.sharer.Work;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Builds pools that need no container. */
public final class Pools {
    /** Looks after all of them; it runs no code of theirs, and has no thread while none of them needs it. */
    static final Housekeeper HOUSEKEEPER = Housekeeper.withOwnThread("sharer-pools");

    private Pools() {}

    /** What {@link Pool#builder} returns. */
    public static <T> PoolBuilder<T> builder(Callable<? extends T> factory) {
        return new PoolBuilder<>(Objects.requireNonNull(factory, "factory"));
    }

    /** What closes an object if nothing else is said. */
    public static <T> Work<T, @Nullable Void, Exception> closeIfCloseable() {
        return object -> {
            if (object instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return null;
        };
    }
}
