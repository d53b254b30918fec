package io.sharer.turn;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How often which times were seen, in buckets that are an eighth of their power of two wide: mean exactly, percentiles
 * to within an eighth. Thread-safe, never blocks, 4 kB.
 *
 * <p>The layout is that of G. Tene's HdrHistogram, with three bits of precision.
 */
final class Distribution {
    private static final int SUB_BITS = 3;
    private static final int SUBS = 1 << SUB_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - SUB_BITS) * SUBS);

    /** Nanoseconds: exact for 104 days of them, and no less than it was when a long is full, as that of many may be. */
    private final DoubleAdder sum = new DoubleAdder();

    /** Notes a time that was seen so many times. */
    void record(long nanos, int times) {
        long time = Math.max(nanos, 0);
        counts.getAndAdd(bucketOf(time), times);
        sum.add((double) time * times);
    }

    private static int bucketOf(long nanos) {
        int octave = Long.SIZE - SUB_BITS - 1 - Long.numberOfLeadingZeros(nanos | SUBS);
        return (octave << SUB_BITS) + (int) (nanos >>> octave);
    }

    /** The largest time that falls into the bucket. */
    private static long highestOf(int bucket) {
        int octave = Math.max(0, (bucket >>> SUB_BITS) - 1);
        long sub = bucket - ((long) octave << SUB_BITS);
        return ((sub + 1) << octave) - 1;
    }

    static TurnTimes.Figures figuresOf(@Nullable Distribution times) {
        return times == null ? TurnTimes.Figures.NONE : times.figures();
    }

    /** What was seen until now, in one look at the counts: so the mean is that of the same times as the total. */
    TurnTimes.Figures figures() {
        long[] now = now();
        long seen = LongStream.of(now).sum();
        double total = sum.sum();
        return seen == 0
                ? TurnTimes.Figures.NONE
                : new TurnTimes.Figures(
                        seen,
                        Duration.ofNanos((long) total),
                        Duration.ofNanos((long) (total / seen)),
                        percentile(now, seen, 0.99));
    }

    private long[] now() {
        long[] now = new long[counts.length()];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts.get(i);
        }
        return now;
    }

    private static Duration percentile(long[] now, long seen, double share) {
        long rank = (long) Math.ceil(seen * share);
        long below = 0;
        for (int i = 0; i < now.length && seen > 0; i++) {
            below += now[i];
            if (below >= rank) {
                return Duration.ofNanos(highestOf(i));
            }
        }
        return Duration.ZERO;
    }
}
