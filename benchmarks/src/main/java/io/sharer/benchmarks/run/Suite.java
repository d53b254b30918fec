package io.sharer.benchmarks.run;

import io.sharer.benchmarks.AsyncTurns;
import io.sharer.benchmarks.CdiCalls;
import io.sharer.benchmarks.KeyedTurns;
import io.sharer.benchmarks.NeedsJdk21;
import io.sharer.benchmarks.PooledCalls;
import io.sharer.benchmarks.ReadTurns;
import io.sharer.benchmarks.SyncTurns;
import io.sharer.benchmarks.ThroughputProfiler;
import io.sharer.benchmarks.TurnWaits;
import io.sharer.benchmarks.VirtualThreadTurns;
import io.sharer.benchmarks.WaitProfiler;
import io.sharer.benchmarks.pools.LoanWaits;
import io.sharer.benchmarks.pools.PoolFilling;
import io.sharer.benchmarks.pools.PoolLoans;
import io.sharer.benchmarks.pools.VirtualThreadLoans;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.Profiler;

/**
 * One class of benchmarks, and how it is run.
 *
 * @param benchmarks the class
 * @param threads the numbers of threads to run it with
 * @param profilers what else is measured
 * @param onNewestJdk whether it runs on the newest JDK that is there, and not on that which runs the program
 */
record Suite(
        Class<?> benchmarks, List<Integer> threads, List<Class<? extends Profiler>> profilers, boolean onNewestJdk) {
    private static final List<Class<? extends Profiler>> THROUGHPUT =
            List.of(ThroughputProfiler.class, GCProfiler.class);

    static final List<Suite> TURNS = List.of(
            of(SyncTurns.class, 1, 2, 8, 64),
            new Suite(TurnWaits.class, List.of(64), List.of(WaitProfiler.class), false),
            new Suite(VirtualThreadTurns.class, List.of(1), List.of(), true),
            of(ReadTurns.class, 1, 2, 8, 64),
            of(AsyncTurns.class, 1, 4),
            of(KeyedTurns.class, 1, 2),
            new Suite(CdiCalls.class, List.of(1), List.of(GCProfiler.class), false));

    static final List<Suite> POOLS = List.of(
            new Suite(PoolLoans.class, List.of(1, 2, 32), THROUGHPUT, true),
            new Suite(LoanWaits.class, List.of(32), List.of(WaitProfiler.class), true),
            new Suite(VirtualThreadLoans.class, List.of(1), List.of(), true),
            new Suite(PoolFilling.class, List.of(1), List.of(), true),
            new Suite(PooledCalls.class, List.of(1), List.of(GCProfiler.class), false));

    private static Suite of(Class<?> benchmarks, Integer... threads) {
        return new Suite(benchmarks, List.of(threads), THROUGHPUT, false);
    }

    /** The names of its benchmarks. */
    List<String> methods() {
        return methods(method -> true);
    }

    /** The names of those that older JDKs cannot run. */
    List<String> needingJdk21() {
        return methods(method ->
                benchmarks.isAnnotationPresent(NeedsJdk21.class) || method.isAnnotationPresent(NeedsJdk21.class));
    }

    private List<String> methods(Predicate<Method> which) {
        return Arrays.stream(benchmarks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .filter(which)
                .map(Method::getName)
                .sorted()
                .toList();
    }

    /** A regular expression that JMH finds its methods by. */
    String pattern() {
        return "^" + benchmarks.getName().replace(".", "\\.") + "\\.";
    }
}
