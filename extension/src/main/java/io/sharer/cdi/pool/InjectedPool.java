package io.sharer.cdi.pool;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolStats;
import io.sharer.Work;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A pool as beans get it injected: whoever has it may use it, but its life is the container's business. */
final class InjectedPool<T> implements Pool<T>, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient OpenPool<T> pool;

    InjectedPool(OpenPool<T> pool) {
        this.pool = pool;
    }

    @Override
    public Lease<T> borrow() {
        return pool.engine().borrow();
    }

    @Override
    public Lease<T> borrow(Duration timeout) {
        return pool.engine().borrow(timeout);
    }

    @Override
    public CompletableFuture<Lease<T>> borrowAsync() {
        return pool.engine().borrowAsync();
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R with(Work<? super T, ? extends R, X> work) throws X {
        return pool.engine().with(work);
    }

    @Override
    public PoolStats stats() {
        return pool.engine().stats();
    }

    @Override
    public void resize(int minSize, int maxSize) {
        pool.engine().resize(minSize, maxSize);
    }

    @Override
    public void evictIdle() {
        pool.engine().evictIdle();
    }

    @Override
    public void close() {
        throw new IllegalStateException(PooledMessages.lifeCycle(pool.name()));
    }

    @Override
    public String toString() {
        return "the pool '" + pool.name() + "'";
    }

    private Object writeReplace() {
        return new Passivated(pool.name());
    }

    @SuppressWarnings("UnusedVariable") // the signature is that of the serialisation
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an InjectedPool is written by its name");
    }

    /** What a passivated bean takes along. */
    private record Passivated(String name) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            try {
                return new InjectedPool<>(poolsHere().named(name));
            } catch (IllegalStateException | IllegalArgumentException e) {
                InvalidObjectException failure = new InvalidObjectException(PooledMessages.activatedOutside(name));
                failure.initCause(e);
                throw failure;
            }
        }

        private static ApplicationPools poolsHere() {
            BeanManager beans = CDI.current().getBeanManager();
            Bean<?> bean = beans.resolve(beans.getBeans(ApplicationPools.class));
            if (bean == null) {
                throw new IllegalStateException("no pools in this application");
            }
            CreationalContext<?> context = beans.createCreationalContext(bean);
            return (ApplicationPools) beans.getReference(bean, ApplicationPools.class, context);
        }
    }
}
