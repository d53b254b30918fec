package io.sharer.cdi;

import java.io.InvalidObjectException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a passivated bean takes along in place of its {@link BeanQueue}.
 *
 * @param id by which the queue is known where it was
 * @param beanClass the bean's class; {@code null} if nothing is known of it
 */
record PassivatedQueue(String id, @Nullable Class<?> beanClass) implements Serializable {
    private Object readResolve() throws InvalidObjectException {
        QueueRegistry registry = PassivatedQueues.registryHere();
        return registry.passivated().find(id, () -> {
            return new BeanQueue(
                    registry, beanClass == null ? null : registry.classes().methodsOf(beanClass));
        });
    }
}
