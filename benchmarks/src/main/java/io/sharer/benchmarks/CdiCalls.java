package io.sharer.benchmarks;

import io.sharer.benchmarks.beans.InterceptedCounter;
import io.sharer.benchmarks.beans.NothingInterceptor;
import io.sharer.benchmarks.beans.PlainCounter;
import io.sharer.benchmarks.beans.SharedCounter;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A call of an application-scoped bean on Weld, by one thread: shared, with an empty interceptor, and with none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class CdiCalls {
    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(SharedCounter.class, InterceptedCounter.class, PlainCounter.class, NothingInterceptor.class)
            .initialize();
    private final SharedCounter shared = container.select(SharedCounter.class).get();
    private final InterceptedCounter intercepted =
            container.select(InterceptedCounter.class).get();
    private final PlainCounter plain = container.select(PlainCounter.class).get();

    /** Ends the container. */
    @TearDown
    public void stop() {
        container.close();
    }

    /** In a turn of ours. */
    @Benchmark
    public int shared() {
        return shared.next();
    }

    /** Through an interceptor that does nothing: what the container takes for itself. */
    @Benchmark
    public int emptyInterceptor() {
        return intercepted.next();
    }

    /** Through the client proxy alone. */
    @Benchmark
    public int noInterceptor() {
        return plain.next();
    }
}
