package io.sharer.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports what all threads have done together, over the time that has passed.
 *
 * <p>JMH's own score is another: each thread's operations over that thread's time, added up. With more threads than
 * cores a thread may begin to count late and then, while the others are off their cores, do in a moment what all do in
 * turns; sixty-four threads were seen to finish forty times as many bodies as fit into the time.
 */
public final class ThroughputProfiler implements InternalProfiler {
    /** Operations per microsecond. */
    public static final String THROUGHPUT = "throughput.wall";

    private static final double NANOS_PER_MICRO = 1e3;

    private long begun;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        begun = System.nanoTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (System.nanoTime() - begun) / NANOS_PER_MICRO;
        double throughput = result.getMetadata().getAllOps() / micros;
        return List.of(new ScalarResult(THROUGHPUT, throughput, "ops/us", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "The operations of all threads over the time passed";
    }
}
