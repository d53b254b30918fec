package io.sharer.platform;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * That a thread did not find what it looked for in the naming service, or no such service. It is believed for a second,
 * of threads with the same context class loader: which service there is may be written in a file that only this one
 * sees. Immutable.
 */
final class NothingFound {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WeakReference<@Nullable ClassLoader> loader;
    private final long at;

    private NothingFound(@Nullable ClassLoader loader, long at) {
        this.loader = new WeakReference<>(loader);
        this.at = at;
    }

    /** As the calling thread has just found. */
    static NothingFound forNow() {
        return new NothingFound(Thread.currentThread().getContextClassLoader(), System.nanoTime());
    }

    /** Whether the calling thread need not look. */
    boolean holds() {
        return System.nanoTime() - at < PAUSE_NANOS
                && loader.get() == Thread.currentThread().getContextClassLoader();
    }
}
