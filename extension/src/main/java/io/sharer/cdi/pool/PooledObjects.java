package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Makes the objects of a pool and closes them. Each has a creational context of its own, so that what it has injected
 * lives as long as the object does. Thread-safe.
 */
final class PooledObjects<T> {
    private final BeanManager beanManager;
    private final Contextual<T> bean;
    private final String pool;
    private final ObjectSource<T> source;
    private final Closing<T> closing;

    /** Of the objects that are not closed. By identity, for they may be equal to each other. */
    private final Map<T, CreationalContext<T>> contexts = Collections.synchronizedMap(new IdentityHashMap<>());

    PooledObjects(
            BeanManager beanManager, Contextual<T> bean, String pool, ObjectSource<T> source, Closing<T> closing) {
        this.beanManager = beanManager;
        this.bean = bean;
        this.pool = pool;
        this.source = source;
        this.closing = closing;
    }

    /** A new object; {@code null} if the producer has returned that. */
    T make() {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        boolean made = false;
        try {
            T object = source.make(context);
            if (object != null) {
                if (contexts.putIfAbsent(object, context) != null) {
                    throw new IllegalStateException(
                            PooledMessages.sameObject(pool, object.getClass().getName()));
                }
                made = true;
            }
            return object;
        } finally {
            if (!made) {
                context.release();
            }
        }
    }

    /** Ends the object, and then what it has had injected. */
    void close(T object) throws Exception {
        CreationalContext<T> context = contexts.remove(object);
        try {
            closing.close(object);
        } finally {
            if (context != null) {
                context.release();
            }
        }
    }
}
