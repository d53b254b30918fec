package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long callers waited and bodies ran, in all queues of one bean class or of one name. Thread-safe.
 *
 * <p>Every wait is timed. Of those bodies that run on their caller's thread, the first few are and then a sample,
 * because reading the clock twice takes as long as the whole of an uncontended turn.
 */
public final class TurnTimes {
    private static final int FIRST = 16;
    private static final int SAMPLE = 64;

    /** So long does a body run that is always timed. */
    private static final long WORTH_TIMING_NANOS = 8_000;

    /** So many turns one stands for at most. */
    private static final int MOST = 512;

    private static final VarHandle WAITS;
    private static final VarHandle RUNS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WAITS = lookup.findVarHandle(TurnTimes.class, "waits", Distribution.class);
            RUNS = lookup.findVarHandle(TurnTimes.class, "runs", Distribution.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Distribution waits;
    private volatile @Nullable Distribution runs;

    /**
     * What is told of times.
     *
     * @param count how many were seen; it only grows
     * @param total how long they took together; it only grows, and for a moment some of those that were counted last
     *     may lack
     * @param mean the one by the other
     * @param p99 what 99 of 100 did not exceed
     */
    public record Figures(long count, Duration total, Duration mean, Duration p99) {
        static final Figures NONE = new Figures(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Whether the body of the turn with this number, of those in its queue, is to be timed. */
    public static boolean isSampled(long turn) {
        return turn <= FIRST || turn % SAMPLE == 0;
    }

    /** How many turns one stands for that is timed. */
    public static int weightOf(long turn) {
        return turn <= FIRST ? 1 : SAMPLE;
    }

    /**
     * How many turns the next stands for that is timed, if the last one took so long: so many that timing it adds about
     * a hundredth to the time that they take.
     *
     * @param turn the number of the last one
     */
    static int nextStandsFor(long ranNanos, long turn) {
        return turn < FIRST ? 1 : (int) Math.max(1, Math.min(MOST, WORTH_TIMING_NANOS / Math.max(1, ranNanos)));
    }

    /** Notes a wait that was seen so many times. */
    public void waited(long nanos, int times) {
        if (waits == null) {
            WAITS.compareAndSet(this, null, new Distribution());
        }
        Objects.requireNonNull(waits).record(nanos, times);
    }

    /** Notes a run that stands for so many. */
    public void ran(long nanos, int times) {
        if (runs == null) {
            RUNS.compareAndSet(this, null, new Distribution());
        }
        Objects.requireNonNull(runs).record(nanos, times);
    }

    /** The waits so far. */
    public Figures waits() {
        return Distribution.figuresOf(waits);
    }

    /** The runs so far; those that are not timed are stood for by one that is. */
    public Figures runs() {
        return Distribution.figuresOf(runs);
    }
}
