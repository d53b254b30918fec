package io.sharer.cdi.pool;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has in its scope, the latest first. Filled by that thread alone, and ended by anybody: each instance
 * is destroyed once, by whoever takes it out.
 */
final class ThreadStore {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Deque<Entry<?>> entries = new ConcurrentLinkedDeque<>();

    /**
     * Whoever adds something looks at it afterwards, and {@link #end} takes out afterwards: one of them sees the other.
     */
    private volatile boolean ended;

    /** An instance, and what is needed to destroy it. Told apart by identity. */
    private static final class Entry<T> {
        final Contextual<T> bean;
        private final CreationalContext<T> context;
        final T instance;

        Entry(Contextual<T> bean, CreationalContext<T> context) {
            this.bean = bean;
            this.context = context;
            this.instance = bean.create(context);
        }

        void destroy() {
            try {
                bean.destroy(instance, context);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, PooledMessages.endFailed(String.valueOf(bean)), e);
            }
        }
    }

    /** @throws ContextNotActiveException if there would have to be another instance, and it has ended */
    @SuppressWarnings("unchecked") // what a contextual has created
    <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        // There are few, so looking through them is fastest.
        for (Entry<?> entry : entries) {
            if (entry.bean.equals(bean)) {
                return (T) entry.instance;
            }
        }
        if (context == null) {
            return null;
        }
        if (ended) {
            throw new ContextNotActiveException(PooledMessages.threadEnded(String.valueOf(bean)));
        }
        Entry<T> made = new Entry<>(bean, context);
        entries.addFirst(made);
        if (ended) {
            if (entries.remove(made)) {
                made.destroy();
            }
            throw new ContextNotActiveException(PooledMessages.threadEnded(String.valueOf(bean)));
        }
        return made.instance;
    }

    void destroy(Contextual<?> bean) {
        entries.stream()
                .filter(entry -> entry.bean.equals(bean))
                .findAny()
                .filter(entries::remove)
                .ifPresent(Entry::destroy);
    }

    /** Destroys all, and takes nothing more. */
    void end() {
        ended = true;
        for (Entry<?> entry = entries.poll(); entry != null; entry = entries.poll()) {
            entry.destroy();
        }
    }
}
