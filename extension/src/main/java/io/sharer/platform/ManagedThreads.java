package io.sharer.platform;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * Makes threads by the container's default managed thread factory, which is looked up each time: a dedicated thread is
 * made once in a bean's life, by a thread that creates or calls the bean and so sees its {@code java:comp}.
 *
 * <p>A thread that belongs to no component sees none, as the one on which WildFly starts what is in the library of an
 * EAR. It has no context to pass on but its class loader, which a plain thread gets as well.
 */
final class ManagedThreads implements ThreadFactory {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String NAME = "java:comp/DefaultManagedThreadFactory";

    private final ThreadFactory fallback;
    private final AtomicBoolean told = new AtomicBoolean();

    ManagedThreads(ThreadFactory fallback) {
        this.fallback = fallback;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the container's factory has stopped
     */
    @Override
    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    public @Nullable Thread newThread(Runnable task) {
        ManagedThreadFactory factory;
        try {
            factory = InitialContext.doLookup(NAME);
        } catch (NoInitialContextException e) {
            return fallback.newThread(task);
        } catch (NamingException | ClassCastException e) {
            tell(e);
            return fallback.newThread(task);
        }
        return factory.newThread(task);
    }

    private void tell(Exception reason) {
        if (told.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    PlatformMessages.noThreadFactory(
                            NAME, Thread.currentThread().getName()),
                    reason);
        }
    }
}
