package io.sharer.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What callers take turns, or borrow, for: to count, and to work for some microseconds. */
@State(Scope.Benchmark)
public class Body {
    private static final long SAMPLE_TOKENS = 10_000;
    private static final int SAMPLES = 500;

    /** How long it works, about. */
    @Param({"0", "2"})
    public int micros;

    private long tokens;
    private long count;

    /**
     * Finds out how many of JMH's tokens make so many microseconds here. The shortest of many samples is the one that
     * nothing else has disturbed.
     */
    @Setup(Level.Trial)
    public void calibrate() {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; micros > 0 && i < SAMPLES; i++) {
            long before = System.nanoTime();
            Blackhole.consumeCPU(SAMPLE_TOKENS);
            shortest = Math.min(shortest, System.nanoTime() - before);
        }
        tokens = micros * 1_000L * SAMPLE_TOKENS / shortest;
    }

    /** Counts and works; the caller is alone. */
    public void run() {
        count++;
        work();
    }

    /** Works, and may do so beside others; returns the count, so that there is something to read. */
    public long read() {
        work();
        return count;
    }

    /** Works, and may do so beside others. */
    public void work() {
        if (tokens > 0) {
            Blackhole.consumeCPU(tokens);
        }
    }
}
