package io.sharer.turn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells of turns that are held for too long while others wait: what the search for deadlocks cannot see, such as locks
 * of others and stages that are never completed.
 *
 * <p>It looks from time to time at the queues in which somebody has had to wait, and forgets those in which nobody does
 * any more. While there are none it has no task, and so no thread.
 */
final class WatchDog {
    private final TurnTimer timer;
    private final long patienceNanos;
    private final Set<Contention> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Future<?> nextLook;
    private volatile boolean stopped;

    WatchDog(TurnTimer timer, Duration patience) {
        this.timer = timer;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Looks after a queue until nobody waits in it.
     *
     * @return false if it cannot, which is no reason for anybody not to wait
     */
    boolean watch(Contention contention) {
        if (patienceNanos == 0) {
            return true;
        }
        watched.add(contention);
        return keepLooking();
    }

    private boolean keepLooking() {
        if (watched.isEmpty() || stopped || !looking.compareAndSet(false, true)) {
            return true;
        }
        try {
            lookLater();
            return true;
        } catch (RuntimeException | Error noThread) {
            looking.set(false);
            failure = noThread;
            return false;
        }
    }

    /** Tells once that it cannot watch. Not called under a lock. */
    void tellFailure() {
        Throwable untold = failure;
        if (untold != null && told.compareAndSet(false, true)) {
            TurnLog.warning(TurnMessages.notWatched(), untold);
        }
    }

    /** Nobody will wait there any more. */
    void forget(Contention contention) {
        watched.remove(contention);
    }

    /** Looks no more: a time that is given goes on without the timer. */
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

    private void lookLater() {
        nextLook = timer.schedule(this::look, patienceNanos / 2);
        if (stopped) {
            cancel();
        }
    }

    private void look() {
        try {
            List.copyOf(watched).forEach(this::lookAt);
        } finally {
            looking.set(false);
            keepLooking();
        }
    }

    private void lookAt(Contention contention) {
        // Out before it is asked: from its answer on it may put itself in again.
        watched.remove(contention);
        if (contention.isWatchedFurther()) {
            watched.add(contention);
            contention.report.heldTooLong(patienceNanos).ifPresent(TurnLog::warning);
        }
    }
}
