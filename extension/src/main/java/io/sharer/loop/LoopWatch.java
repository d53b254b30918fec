package io.sharer.loop;

import io.sharer.turn.DedicatedThread;
import io.sharer.turn.TurnTimer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a body that keeps the loop for too long.
 *
 * <p>The loop counts: odd while it runs something, even while it does not. Several times in the limit's time the timer
 * looks whether the number is still the same. So no clock is read, and while the loop is idle nobody looks and the
 * timer has no thread.
 */
final class LoopWatch {
    /** In the time of the limit: what lasts longer is told a quarter later at most. A power of two. */
    private static final int LOOKS = 4;

    private final String loop;
    private final DedicatedThread thread;
    private final TurnTimer timer;
    private final long limitNanos;
    private final LongAdder blocked;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Written by the loop's thread. */
    private volatile long mark;

    // Touched by who has set looking:
    private long seen;
    private long looks;

    private volatile @Nullable Future<?> nextLook;
    private volatile boolean stopped;

    LoopWatch(String loop, DedicatedThread thread, TurnTimer timer, Duration limit, LongAdder blocked) {
        this.loop = loop;
        this.thread = thread;
        this.timer = timer;
        this.limitNanos = limit.toNanos();
        this.blocked = blocked;
    }

    /** The loop begins to run something. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
    void begin() {
        mark = mark + 1;
        keepLooking();
    }

    /** It is done. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // as above
    void end() {
        mark = mark + 1;
    }

    /** Looks no more: a time that is given goes on without the loop. */
    void stop() {
        stopped = true;
        cancel();
    }

    private void cancel() {
        Future<?> look = nextLook;
        if (look != null) {
            look.cancel(false);
        }
    }

    boolean isBusy() {
        return (mark & 1) == 1;
    }

    private void keepLooking() {
        if (limitNanos == 0 || stopped || looking.get() || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            nextLook = timer.schedule(this::look, interval());
            if (stopped) {
                cancel();
            }
        } catch (RuntimeException | Error noThread) {
            // The next body tries again.
            looking.set(false);
        }
    }

    private long interval() {
        return Math.max(1, limitNanos / LOOKS);
    }

    private void look() {
        try {
            long now = mark;
            looks = now == seen ? looks + 1 : 0;
            seen = now;
            boolean runs = (now & 1) == 1;
            if (runs && looks >= LOOKS && Long.bitCount(looks) == 1) {
                blocked.increment();
                LoopLog.warning(LoopMessages.blocked(loop, Duration.ofNanos(looks * interval()), thread.thread()));
            }
        } finally {
            looking.set(false);
            // Asked again now: a body that has begun before this could be seen did not ask itself.
            if (isBusy()) {
                keepLooking();
            }
        }
    }
}
