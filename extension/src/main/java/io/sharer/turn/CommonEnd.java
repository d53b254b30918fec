package io.sharer.turn;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The end that the queues of one application have in common. From when it begins, what each of them may wait for is
 * taken from one time for all: however many hang, the end takes no longer than that of a single one.
 *
 * <p>Only the waiting counts, not what the beans do in between as they end. Thread-safe.
 */
public final class CommonEnd {
    private final Allowance drain = new Allowance();
    private final Allowance grace = new Allowance();
    private final Allowance outcomes = new Allowance();
    private volatile boolean begun;

    /** From now on there is one time for all. Idempotent. */
    public void begin() {
        begun = true;
    }

    /** Waits until a thread that has been told to end has done so; false if that takes too long. */
    public boolean awaitEnd(DedicatedThread thread, Duration timeout) {
        return grace.await(timeout, thread::awaitEnd);
    }

    /** For waiting until what is queued is done. */
    Allowance drain() {
        return drain;
    }

    /** For waiting until what was interrupted has ended. */
    Allowance grace() {
        return grace;
    }

    /** For waiting until futures are completed, which code of others may delay. */
    Allowance outcomes() {
        return outcomes;
    }

    /** A time that may be waited for: by each for itself until the common end has begun, then by all together. */
    final class Allowance {
        private final AtomicLong spentNanos = new AtomicLong();

        private Allowance() {}

        /**
         * Waits.
         *
         * @param timeout of the queue, if it ends by itself
         * @param waiting waits for no longer than it is given, and tells whether that was enough
         */
        boolean await(Duration timeout, Predicate<Duration> waiting) {
            if (!begun) {
                return waiting.test(timeout);
            }
            long left = Math.max(0, timeout.toNanos() - spentNanos.get());
            long start = System.nanoTime();
            try {
                return waiting.test(Duration.ofNanos(left));
            } finally {
                spentNanos.addAndGet(System.nanoTime() - start);
            }
        }
    }
}
