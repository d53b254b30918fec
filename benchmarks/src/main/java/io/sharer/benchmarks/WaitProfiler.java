package io.sharer.benchmarks;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Reports {@link Waits} beside JMH's own figures, in milliseconds. */
public final class WaitProfiler implements InternalProfiler {
    /** The longest wait of the whole run. */
    public static final String LONGEST = "wait.longest";

    /** One in a thousand waits is longer, on average over the iterations. */
    public static final String P999 = "wait.p99.9";

    private static final Set<Histogram> WATCHED =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private static final double NANOS_PER_MILLI = 1e6;

    /** Has what is recorded in it reported from now on. */
    static void watch(Histogram waits) {
        WATCHED.add(waits);
    }

    static void forget(Histogram waits) {
        WATCHED.remove(waits);
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        WATCHED.forEach(Histogram::reset);
    }

    /** The threads that record have ended their iteration, and JMH has waited for them. */
    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Histogram all = new Histogram(3);
        WATCHED.forEach(all::add);
        return List.of(
                new ScalarResult(LONGEST, all.getMaxValue() / NANOS_PER_MILLI, "ms", AggregationPolicy.MAX),
                new ScalarResult(P999, all.getValueAtPercentile(99.9) / NANOS_PER_MILLI, "ms", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "The longest wait, and the longest but for one in a thousand";
    }
}
