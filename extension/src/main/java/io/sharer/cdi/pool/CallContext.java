package io.sharer.cdi.pool;

import io.sharer.CallScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of calls. A context is told when a call begins and not when it ends, so what it has of a pooled bean is
 * one wrapper for the whole application, which borrows for each call by itself.
 */
final class CallContext implements AlterableContext {
    private final Map<Contextual<?>, Object> wrappers = new ConcurrentHashMap<>();

    @Override
    public Class<? extends Annotation> getScope() {
        return CallScoped.class;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return get(bean, null);
    }

    @Override
    @SuppressWarnings("unchecked") // what a contextual has created
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        Object known = wrappers.get(bean);
        if (known == null && context != null) {
            // Always the same one, so it does no harm if two threads ask for it.
            known = bean.create(context);
            wrappers.put(bean, known);
        }
        return (T) known;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        // There is nothing in it.
        wrappers.remove(bean);
    }
}
