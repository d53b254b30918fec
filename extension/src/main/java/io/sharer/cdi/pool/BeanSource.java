package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Set;

/** Instances of a bean class, injected and intercepted. */
final class BeanSource<T> implements ObjectSource<T> {
    private final InjectionTarget<T> target;

    BeanSource(InjectionTarget<T> target) {
        this.target = target;
    }

    @Override
    public T make(CreationalContext<T> context) {
        T instance = target.produce(context);
        target.inject(instance, context);
        target.postConstruct(instance);
        return instance;
    }

    @Override
    public void dispose(T object) {
        try {
            target.preDestroy(object);
        } finally {
            target.dispose(object);
        }
    }

    @Override
    public Set<InjectionPoint> injectionPoints() {
        return target.getInjectionPoints();
    }
}
