package io.sharer.pool;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What happens seldom enough to be counted where it happens. Loans are counted by their slots. */
final class PoolCounts {
    final AtomicLong created = new AtomicLong();
    final AtomicLong closed = new AtomicLong();
    final LongAdder timeouts = new LongAdder();
    final LongAdder unhealthy = new LongAdder();
    final LongAdder discarded = new LongAdder();
    final LongAdder killed = new LongAdder();
    final LongAdder failures = new LongAdder();

    /** How many were created, and how many of them closed, at one instant. */
    record Census(long created, long closed) {}

    Census census() {
        long before = closed.get();
        while (true) {
            long made = created.get();
            long after = closed.get();
            if (before == after) {
                return new Census(made, after);
            }
            before = after;
        }
    }
}
