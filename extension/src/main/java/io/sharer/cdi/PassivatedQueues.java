package io.sharer.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.io.InvalidObjectException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the queues of beans that were passivated, as long as there is work in them or somebody else has them: a bean
 * that is activated meanwhile takes its turns behind what it has left there. Thread-safe.
 */
final class PassivatedQueues {
    private final Map<BeanQueue, String> ids = new WeakHashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final ReferenceQueue<BeanQueue> forgotten = new ReferenceQueue<>();

    private static final class Known extends WeakReference<BeanQueue> {
        private final String id;

        Known(BeanQueue queue, String id, ReferenceQueue<BeanQueue> forgotten) {
            super(queue, forgotten);
            this.id = id;
        }
    }

    /** The name of a queue that is passivated: always the same. */
    synchronized String idOf(BeanQueue queue) {
        String id = ids.get(queue);
        if (id == null) {
            id = UUID.randomUUID().toString();
            remember(id, queue);
        }
        return id;
    }

    /** The queue that was passivated under the name, or a new one if that is gone or was elsewhere. */
    synchronized BeanQueue find(String id, Supplier<BeanQueue> otherwise) {
        Known found = known.get(id);
        BeanQueue queue = found == null ? null : found.get();
        if (queue == null) {
            queue = otherwise.get();
            remember(id, queue);
        }
        return queue;
    }

    private void remember(String id, BeanQueue queue) {
        forgetTheGone();
        ids.put(queue, id);
        known.put(id, new Known(queue, id, forgotten));
    }

    private void forgetTheGone() {
        for (Known gone = next(); gone != null; gone = next()) {
            known.remove(gone.id, gone);
        }
    }

    private @Nullable Known next() {
        return (Known) forgotten.poll();
    }

    /**
     * The registry of the application that a bean is just activated in.
     *
     * @throws InvalidObjectException if this thread is in no application that has one
     */
    static QueueRegistry registryHere() throws InvalidObjectException {
        try {
            BeanManager beans = CDI.current().getBeanManager();
            Bean<?> bean = beans.resolve(beans.getBeans(QueueRegistry.class));
            if (bean != null) {
                CreationalContext<?> context = beans.createCreationalContext(bean);
                return (QueueRegistry) beans.getReference(bean, QueueRegistry.class, context);
            }
            throw new InvalidObjectException(CdiMessages.activatedOutside());
        } catch (IllegalStateException e) {
            InvalidObjectException failure = new InvalidObjectException(CdiMessages.activatedOutside());
            failure.initCause(e);
            throw failure;
        }
    }
}
