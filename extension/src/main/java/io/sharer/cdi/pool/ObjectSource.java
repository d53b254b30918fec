package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.Set;

/** Makes objects as the container would, and lets it end them. */
interface ObjectSource<T> {
    /** Makes an object; what belongs to it is in the given context. */
    T make(CreationalContext<T> context);

    /** Ends an object as the container would: by its disposer, or its {@code @PreDestroy}. */
    void dispose(T object);

    Set<InjectionPoint> injectionPoints();
}
