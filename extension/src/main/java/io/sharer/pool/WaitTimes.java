package io.sharer.pool;

import java.time.Duration;

/** How long borrowers waited that got an object. Guarded by the line's lock. */
final class WaitTimes {
    private long count;
    private long sum;
    private long longest;

    /** What is told of it. */
    record Figures(long count, Duration total, Duration longest, Duration mean) {}

    void waited(long nanos) {
        count++;
        // Many who wait for long may fill it: it does not fall then.
        sum = Math.max(sum, sum + nanos);
        longest = Math.max(longest, nanos);
    }

    Figures figures() {
        return new Figures(
                count,
                Duration.ofNanos(sum),
                Duration.ofNanos(longest),
                Duration.ofNanos(count == 0 ? 0 : sum / count));
    }
}
