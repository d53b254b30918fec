package io.sharer.benchmarks;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.benchmarks.beans.PlainCounter;
import io.sharer.benchmarks.beans.PooledCounter;
import io.sharer.benchmarks.beans.Tick;
import io.sharer.benchmarks.beans.Ticks;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.util.TypeLiteral;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call of a pooled bean on Weld, by one thread, through the proxy of each scope: one that is lent for the call, and
 * those that keep what they were lent at the first. The transaction's, the session's and the conversation's need a
 * server, and differ from the request's in what the container does alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class PooledCalls {
    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(Ticks.class, PooledCounter.class, PlainCounter.class)
            .initialize();
    private final Tick callScoped = tick("call");
    private final Tick requestScoped = tick("request");
    private final Tick threadScoped = tick("thread");
    private final Tick resourceScoped = tick("resource");
    private final Tick dependent = tick("dependent");
    private final PooledCounter callScopedClass =
            container.select(PooledCounter.class).get();
    private final PlainCounter notPooled = container.select(PlainCounter.class).get();
    private final Pool<Tick> pool = container
            .select(new TypeLiteral<Pool<Tick>>() {}, NamedLiteral.of("call"))
            .get();
    private final ResourceManager resources =
            container.select(ResourceManager.class).get();
    private final RequestContextController request =
            container.select(RequestContextController.class).get();

    private Tick tick(String name) {
        return container.select(Tick.class, NamedLiteral.of(name)).get();
    }

    /** Opens what the calling thread has open all the time: a request, and a scope of resources. */
    @Setup
    public void open() {
        request.activate();
        resources.open();
    }

    /** Ends all. */
    @TearDown
    public void stop() {
        resources.current().ifPresent(ResourceScope::close);
        request.deactivate();
        container.close();
    }

    /** Borrows for the call. */
    @Benchmark
    public int callScoped() {
        return callScoped.next();
    }

    /** Borrows for the call; the bean is a class. */
    @Benchmark
    public int callScopedClass() {
        return callScopedClass.next();
    }

    /** On what the request has. */
    @Benchmark
    public int requestScoped() {
        return requestScoped.next();
    }

    /** On what the thread has. */
    @Benchmark
    public int threadScoped() {
        return threadScoped.next();
    }

    /** On what the resource scope has. */
    @Benchmark
    public int resourceScoped() {
        return resourceScoped.next();
    }

    /** On what whoever injects it has. */
    @Benchmark
    public int dependent() {
        return dependent.next();
    }

    /** Borrows and gives back by hand. */
    @Benchmark
    public int lease() {
        try (Lease<Tick> lease = pool.borrow()) {
            return lease.get().next();
        }
    }

    /** An application-scoped bean, through its client proxy. */
    @Benchmark
    public int notPooled() {
        return notPooled.next();
    }
}
