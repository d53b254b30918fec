package io.sharer.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Producer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Around a producer method that has its products intercepted: gives each product a queue of its own, and ends that
 * before the product's disposer, which is the last turn.
 */
final class QueueEndingProducer<X> implements Producer<X> {
    private final Producer<X> around;
    private final CreationScope creations;
    private final Supplier<BeanQueue> queues;
    private final ProductQueues products = new ProductQueues();

    /** @param queues makes the queue of something of which nothing is known yet */
    QueueEndingProducer(Producer<X> around, CreationScope creations, Supplier<BeanQueue> queues) {
        this.around = around;
        this.creations = creations;
        this.queues = queues;
    }

    @Override
    public X produce(CreationalContext<X> context) {
        OfProduct production = new OfProduct(queues);
        X product = creations.with(production, () -> around.produce(context));
        if (product != null && !production.made.isEmpty()) {
            products.put(product, production.made);
        }
        return product;
    }

    @Override
    public void dispose(X product) {
        end(products.remove(product).iterator(), product);
    }

    private void end(Iterator<BeanQueue> left, X product) {
        if (!left.hasNext()) {
            around.dispose(product);
            return;
        }
        try {
            left.next().end(() -> {
                end(left, product);
                return true;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a disposer's call throws no checked exception", e);
        }
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return around.getInjectionPoints();
    }

    /** What a producer method makes: every interceptor that it has created stands before another object. */
    private static final class OfProduct implements Creation {
        private final Supplier<BeanQueue> queues;
        private final List<BeanQueue> made = new ArrayList<>();

        OfProduct(Supplier<BeanQueue> queues) {
            this.queues = queues;
        }

        @Override
        public BeanQueue forInterceptor() {
            BeanQueue queue = queues.get();
            made.add(queue);
            return queue;
        }

        @Override
        public @Nullable BeanQueue forInjection() {
            return null;
        }
    }
}
