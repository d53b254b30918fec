package io.sharer.loop;

import io.sharer.LoopState;
import io.sharer.LoopStats;
import io.sharer.QueueStats;
import io.sharer.SharerEvent;
import io.sharer.turn.TurnTimes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a loop counts, over all its lives. */
final class LoopCounts {
    private static final long FULL_TOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Bodies that wait for the loop now. */
    final AtomicInteger waiting = new AtomicInteger();

    final AtomicLong starts = new AtomicLong();
    final LongAdder rejected = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder blocked = new LongAdder();
    /** When it may be told again that the loop is full; 0 if it never was. */
    private final AtomicLong mayTellFull = new AtomicLong();

    private final TurnTimes times = new TurnTimes();

    // Written by the loop's thread:
    private volatile long bodies;
    private volatile long longestWaitNanos;

    /** A body begins on the loop; returns its number. */
    long begun(long waitedNanos) {
        waiting.decrementAndGet();
        long number = bodies + 1;
        bodies = number;
        times.waited(waitedNanos, 1);
        if (waitedNanos > longestWaitNanos) {
            longestWaitNanos = waitedNanos;
        }
        return number;
    }

    /** Whether the run of the body with this number is timed. */
    static boolean isTimed(long number) {
        return TurnTimes.isSampled(number);
    }

    void ran(long number, long nanos) {
        times.ran(nanos, TurnTimes.weightOf(number));
    }

    /** Somebody is refused for lack of a place: counts it, and tells that, but not more often than once a second. */
    void refused(LoopConfig config) {
        rejected.increment();
        long now = System.nanoTime();
        long from = mayTellFull.get();
        if ((from == 0 || now - from >= 0) && mayTellFull.compareAndSet(from, now + FULL_TOLD_NANOS)) {
            config.observer()
                    .happened(new SharerEvent.QueueFull(
                            config.name(), now, config.capacity(), rejected.sum(), "the loop is behind"));
        }
    }

    /** A body leaves before it began. */
    void left() {
        waiting.decrementAndGet();
        cancelled.increment();
    }

    QueueStats asStats(String name, boolean busy) {
        TurnTimes.Figures waits = times.waits();
        TurnTimes.Figures runs = times.runs();
        return new QueueStats(
                name,
                Math.max(0, waiting.get()),
                busy ? 1 : 0,
                bodies,
                rejected.sum(),
                0,
                cancelled.sum(),
                waits.count(),
                waits.total(),
                Duration.ofNanos(longestWaitNanos),
                waits.mean(),
                waits.p99(),
                runs.mean(),
                runs.p99());
    }

    LoopStats asLoopStats(String name, LoopState state, long pending, int tasks, int workers, Workers.Load load) {
        return new LoopStats(
                name,
                state,
                starts.get(),
                pending,
                tasks,
                workers,
                load.busy(),
                load.waiting(),
                failures.sum(),
                blocked.sum());
    }
}
