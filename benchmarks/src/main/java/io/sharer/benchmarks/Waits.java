package io.sharer.benchmarks;

import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long one of the threads has waited, each time; {@link WaitProfiler} reports it.
 *
 * <p>Every wait is recorded. JMH's sampling would drop most, and the longest wait is one of millions.
 */
@State(Scope.Thread)
public class Waits {
    private final Histogram nanos = new Histogram(3);

    /** Has them reported. */
    @Setup(Level.Trial)
    public void join() {
        WaitProfiler.watch(nanos);
    }

    /** Has them reported no longer. */
    @TearDown(Level.Trial)
    public void leave() {
        WaitProfiler.forget(nanos);
    }

    /** One more, from one {@link System#nanoTime()} to another. */
    public void record(long asked, long got) {
        nanos.recordValue(got - asked);
    }
}
