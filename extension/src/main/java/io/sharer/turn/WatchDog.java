package io.sharer.turn;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells of turns that are held for too long while others wait: what the search for deadlocks cannot see, such as locks
 * of others and stages that are never completed.
 *
 * <p>It looks from time to time at the queues in which somebody has had to wait, and forgets those in which nobody does
 * any more. While there are none it has no task, and so no thread.
 */
final class WatchDog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final TurnTimer timer;
    private final long patienceNanos;
    private final Set<Contention> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    WatchDog(TurnTimer timer, Duration patience) {
        this.timer = timer;
        this.patienceNanos = patience.toNanos();
    }

    /** Looks after a queue until nobody waits in it. */
    void watch(Contention contention) {
        watched.add(contention);
        if (looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    private void lookLater() {
        timer.schedule(this::look, patienceNanos / 2);
    }

    private void look() {
        for (Contention contention : List.copyOf(watched)) {
            // Out before it is asked: from its answer on it may put itself in again.
            watched.remove(contention);
            if (contention.isWatchedFurther()) {
                watched.add(contention);
                contention
                        .report
                        .heldTooLong(patienceNanos)
                        .ifPresent(text -> LOG.log(System.Logger.Level.WARNING, text));
            }
        }
        looking.set(false);
        if (!watched.isEmpty() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }
}
