package io.sharer.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Makes a {@link BeanQueue} with each instance of a bean, and keeps it at hand while the instance is created, with its
 * interceptors, and while it is injected.
 */
final class QueueGivingInjectionTarget<T> implements InjectionTarget<T> {
    private final InjectionTarget<T> around;
    private final CreationScope creations;
    private final Supplier<BeanQueue> queues;
    private final SessionQueues sessions;

    /**
     * From {@code produce} to {@code inject}. The instance does not tell, for some containers produce another object
     * than they inject; the creational context is the same for both. Weak, lest a creation that fails in between be
     * kept.
     */
    private final Map<CreationalContext<T>, BeanQueue> produced = Collections.synchronizedMap(new WeakHashMap<>());

    private final Runnable unintercepted;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Around the container's.
     *
     * @param queues makes the queue of an instance
     * @param sessions are told the queue of an instance, which may be a session bean's
     * @param unintercepted is told, once, if an instance was produced without our interceptors
     */
    QueueGivingInjectionTarget(
            InjectionTarget<T> around,
            CreationScope creations,
            Supplier<BeanQueue> queues,
            SessionQueues sessions,
            Runnable unintercepted) {
        this.around = around;
        this.creations = creations;
        this.queues = queues;
        this.sessions = sessions;
        this.unintercepted = unintercepted;
    }

    @Override
    public T produce(CreationalContext<T> context) {
        BeanQueue queue = queues.get();
        Creation.OfBean creation = new Creation.OfBean(queue);
        T instance = creations.with(creation, () -> around.produce(context));
        if (!creation.isIntercepted() && told.compareAndSet(false, true)) {
            unintercepted.run();
        }
        produced.put(context, queue);
        return instance;
    }

    @Override
    public void inject(T instance, CreationalContext<T> context) {
        BeanQueue queue = produced.remove(context);
        if (queue == null) {
            // Somebody injects into an object of his own: no interceptor stands before it.
            queue = queues.get();
        }
        creations.with(new Creation.OfBean(sessions.put(instance, queue)), () -> {
            around.inject(instance, context);
            return instance;
        });
    }

    @Override
    public void postConstruct(T instance) {
        around.postConstruct(instance);
    }

    @Override
    public void preDestroy(T instance) {
        around.preDestroy(instance);
    }

    @Override
    public void dispose(T instance) {
        around.dispose(instance);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return around.getInjectionPoints();
    }
}
