package io.sharer.benchmarks.run;

import io.sharer.benchmarks.AsyncTurns;
import io.sharer.benchmarks.CdiCalls;
import io.sharer.benchmarks.KeyedTurns;
import io.sharer.benchmarks.ReadTurns;
import io.sharer.benchmarks.SyncTurns;
import io.sharer.benchmarks.ThroughputProfiler;
import io.sharer.benchmarks.TurnWaits;
import io.sharer.benchmarks.VirtualThreadTurns;
import io.sharer.benchmarks.WaitProfiler;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.Profiler;

/**
 * One class of benchmarks, and how it is run.
 *
 * @param benchmarks the class
 * @param threads the numbers of threads to run it with
 * @param profilers what else is measured
 * @param virtualThreads whether it needs a JDK that has them
 */
record Suite(
        Class<?> benchmarks, List<Integer> threads, List<Class<? extends Profiler>> profilers, boolean virtualThreads) {
    static final List<Suite> ALL = List.of(
            of(SyncTurns.class, 1, 2, 8, 64),
            new Suite(TurnWaits.class, List.of(64), List.of(WaitProfiler.class), false),
            new Suite(VirtualThreadTurns.class, List.of(1), List.of(), true),
            of(ReadTurns.class, 1, 2, 8, 64),
            of(AsyncTurns.class, 1, 4),
            of(KeyedTurns.class, 1, 2),
            new Suite(CdiCalls.class, List.of(1), List.of(GCProfiler.class), false));

    private static Suite of(Class<?> benchmarks, Integer... threads) {
        return new Suite(benchmarks, List.of(threads), List.of(ThroughputProfiler.class, GCProfiler.class), false);
    }

    /** A regular expression that JMH finds its methods by. */
    String pattern() {
        return "^" + benchmarks.getName().replace(".", "\\.") + "\\.";
    }
}
