package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Producer;
import java.util.Set;

/** In place of a producer, lends what that has produced. */
final class LendingProducer<T> implements Producer<T> {
    private final PooledPlace<T> place;

    LendingProducer(PooledPlace<T> place) {
        this.place = place;
    }

    @Override
    public T produce(CreationalContext<T> context) {
        return place.pool().lend();
    }

    @Override
    public void dispose(T lent) {
        place.pool().giveBack(lent);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        // The container checks them, and they are resolved when an object is made.
        return place.source().injectionPoints();
    }
}
