package io.sharer.platform;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * Makes threads by the container's default managed thread factory, which is looked up each time: a dedicated thread is
 * made once in a bean's life, by a thread that creates or calls the bean and so sees its {@code java:comp}.
 */
final class ManagedThreads implements ThreadFactory {
    private final ThreadFactory fallback;

    ManagedThreads(ThreadFactory fallback) {
        this.fallback = fallback;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there is no such factory here, or it has stopped
     */
    @Override
    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    public @Nullable Thread newThread(Runnable task) {
        ManagedThreadFactory factory;
        try {
            factory = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        } catch (NoInitialContextException e) {
            return fallback.newThread(task);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException("java:comp/DefaultManagedThreadFactory is not to be had here", e);
        }
        return factory.newThread(task);
    }
}
