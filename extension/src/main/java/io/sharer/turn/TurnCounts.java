package io.sharer.turn;

import io.sharer.QueueStats;
import java.time.Duration;

/**
 * What one queue counts by itself: the part of its statistics that can be added to that of another.
 *
 * @param length how many wait
 * @param running how many have a turn
 * @param turns how many turns have been taken
 * @param rejected how many were refused or dropped
 * @param timedOut how many left because their turn did not come in time
 * @param cancelled how many left otherwise
 * @param longestWaitNanos the longest wait that ended with a turn
 */
record TurnCounts(
        int length, int running, long turns, long rejected, long timedOut, long cancelled, long longestWaitNanos) {
    /** Those of a queue in which nobody has had to wait. */
    static TurnCounts ofUncontended(int running, long turns) {
        return new TurnCounts(0, running, turns, 0, 0, 0, 0);
    }

    TurnCounts plus(TurnCounts other) {
        return new TurnCounts(
                length + other.length,
                running + other.running,
                turns + other.turns,
                rejected + other.rejected,
                timedOut + other.timedOut,
                cancelled + other.cancelled,
                Math.max(longestWaitNanos, other.longestWaitNanos));
    }

    /** What has been, without what is. */
    TurnCounts withoutPresent() {
        return new TurnCounts(0, 0, turns, rejected, timedOut, cancelled, longestWaitNanos);
    }

    TurnCounts withRunning(int others) {
        return new TurnCounts(length, others, turns, rejected, timedOut, cancelled, longestWaitNanos);
    }

    QueueStats asStats(String name, TurnTimes times) {
        TurnTimes.Figures waits = times.waits();
        TurnTimes.Figures runs = times.runs();
        return new QueueStats(
                name,
                length,
                running,
                turns,
                rejected,
                timedOut,
                cancelled,
                waits.count(),
                waits.total(),
                Duration.ofNanos(longestWaitNanos),
                waits.mean(),
                waits.p99(),
                runs.mean(),
                runs.p99());
    }
}
