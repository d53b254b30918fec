package io.sharer.loop;

import java.time.Duration;

/**
 * The deadline of an end: others may bring it forward until it is over, and then comes the time of grace, which nobody
 * cuts short. Thread-safe.
 */
final class Deadline {
    private long at;
    private boolean isGrace;

    Deadline(Duration time) {
        this.at = Deadlines.in(time);
    }

    /** Brings it forward; false if it is earlier already, or the time of grace has begun. */
    synchronized boolean hurry(Duration time) {
        long earlier = Deadlines.in(time);
        if (isGrace || earlier - at >= 0) {
            return false;
        }
        at = earlier;
        return true;
    }

    /** From now on it is the end of this time of grace. */
    synchronized void grace(Duration time) {
        isGrace = true;
        at = Deadlines.in(time);
    }

    synchronized long nanosLeft() {
        return at - System.nanoTime();
    }
}
