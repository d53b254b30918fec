package io.sharer.turn;

import io.sharer.spi.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Takes the submitter's context class loader along: all the context there is where no container keeps more. */
public final class ClassLoaderCarrier implements ContextCarrier {
    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        ClassLoader carried = Thread.currentThread().getContextClassLoader();
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            change(thread, before, carried);
            try {
                return body.call();
            } finally {
                change(thread, thread.getContextClassLoader(), before);
            }
        };
    }

    /** Mostly there is nothing to change, and a write to an old object costs a memory barrier of the collector's. */
    private static void change(Thread thread, @Nullable ClassLoader from, @Nullable ClassLoader to) {
        if (from != to) {
            thread.setContextClassLoader(to);
        }
    }
}
