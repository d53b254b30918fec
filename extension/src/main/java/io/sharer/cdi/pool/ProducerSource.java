package io.sharer.cdi.pool;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Producer;
import java.util.Set;

/** What a producer method or field makes. */
final class ProducerSource<T> implements ObjectSource<T> {
    private final Producer<T> producer;

    ProducerSource(Producer<T> producer) {
        this.producer = producer;
    }

    @Override
    public T make(CreationalContext<T> context) {
        return producer.produce(context);
    }

    @Override
    public void dispose(T object) {
        producer.dispose(object);
    }

    @Override
    public Set<InjectionPoint> injectionPoints() {
        return producer.getInjectionPoints();
    }
}
