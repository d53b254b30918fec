package io.sharer.loop;

import java.time.Duration;

/** Points in the time of {@link System#nanoTime()}. */
final class Deadlines {
    private Deadlines() {}

    /** When that much time has passed. Centuries count as a long time. */
    static long in(Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException centuries) {
            nanos = Long.MAX_VALUE;
        }
        // Half of the range is left for comparing.
        return System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
    }
}
