package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Set;

/** In place of a bean class's own, lends instances that are complete and go on living. */
final class LendingInjectionTarget<T> implements InjectionTarget<T> {
    private final PooledPlace<T> place;

    LendingInjectionTarget(PooledPlace<T> place) {
        this.place = place;
    }

    @Override
    public T produce(CreationalContext<T> context) {
        return place.pool().lend();
    }

    @Override
    public void inject(T lent, CreationalContext<T> context) {}

    @Override
    public void postConstruct(T lent) {}

    @Override
    public void preDestroy(T lent) {}

    @Override
    public void dispose(T lent) {
        place.pool().giveBack(lent);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return place.source().injectionPoints();
    }
}
