package io.sharer.turn;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What the queues of keys that were retired have counted. Thread-safe. */
final class KeyedStats {
    private final LongAdder turns = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAccumulator longestWaitNanos = new LongAccumulator(Math::max, 0);

    /** Counts a call that was refused before it came to the queue of its key. */
    void refused() {
        rejected.increment();
    }

    /** Takes over what a queue has counted that was retired. */
    void retired(KeyQueue queue) {
        TurnCounts last = queue.counts();
        turns.add(last.turns());
        if (last.longestWaitNanos() > 0) {
            longestWaitNanos.accumulate(last.longestWaitNanos());
        }
        add(rejected, last.rejected());
        add(timedOut, last.timedOut());
        add(cancelled, last.cancelled());
    }

    private static void add(LongAdder sum, long more) {
        if (more > 0) {
            sum.add(more);
        }
    }

    TurnCounts counts() {
        return new TurnCounts(
                0, 0, turns.sum(), rejected.sum(), timedOut.sum(), cancelled.sum(), longestWaitNanos.get());
    }
}
