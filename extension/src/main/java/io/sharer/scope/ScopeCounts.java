package io.sharer.scope;

import io.sharer.ResourceStats;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one manager's scopes. */
final class ScopeCounts {
    private final LongAdder opened = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder acquired = new LongAdder();
    private final LongAdder released = new LongAdder();
    private final LongAdder acquireFailures = new LongAdder();
    private final LongAdder releaseFailures = new LongAdder();
    private final LongAdder leftBehind = new LongAdder();

    void opened() {
        opened.increment();
    }

    void ended() {
        ended.increment();
    }

    void acquired() {
        acquired.increment();
    }

    void released() {
        released.increment();
    }

    void acquireFailed() {
        acquireFailures.increment();
    }

    void releaseFailed() {
        releaseFailures.increment();
    }

    void leftBehind() {
        leftBehind.increment();
    }

    /** What ends is read before what begins, so that no difference is negative. */
    ResourceStats stats() {
        long endedNow = ended.sum();
        long releasedNow = released.sum();
        long openedNow = opened.sum();
        long acquiredNow = acquired.sum();
        return new ResourceStats(
                openedNow,
                openedNow - endedNow,
                acquiredNow,
                acquiredNow - releasedNow,
                acquireFailures.sum(),
                releaseFailures.sum(),
                leftBehind.sum());
    }
}
