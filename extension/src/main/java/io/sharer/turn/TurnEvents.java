package io.sharer.turn;

import io.sharer.SharerEvent;
import io.sharer.TurnDeadlockException;
import io.sharer.spi.EventObserver;
import java.time.Duration;

/** Tells the observer of rare things, under no lock. */
final class TurnEvents {
    private TurnEvents() {}

    /** A caller of the queue has closed a circle, and fails with what is returned. */
    static TurnDeadlockException deadlock(TurnQueue queue, String circle) {
        tellDeadlock(queue, circle);
        return TurnMessages.deadlock(circle);
    }

    /** The stage that has a turn of the queue has closed a circle, and fails with what is returned. */
    static TurnDeadlockException deadlockOfStage(TurnQueue queue, String circle) {
        tellDeadlock(queue, circle);
        return TurnMessages.deadlockOfStage(circle);
    }

    private static void tellDeadlock(TurnQueue queue, String circle) {
        observer(queue)
                .happened(new SharerEvent.DeadlockFound(queue.config().name(), System.nanoTime(), circle.strip()));
    }

    /** The queue has refused or dropped somebody, because it was full. */
    static void full(TurnQueue queue, QueueReport report) {
        EventObserver observer = observer(queue);
        long now = System.nanoTime();
        if (observer != EventObserver.NONE && report.mayTellFull(now)) {
            QueueConfig config = queue.config();
            observer.happened(new SharerEvent.QueueFull(
                    config.name(), now, config.capacity(), queue.stats().rejected(), report.holder()));
        }
    }

    /** The queue was to end, or to be drained, and has not in that time. */
    static void drainTimedOut(TurnQueue queue, long left, String holder) {
        Duration timeout = queue.config().drainTimeout();
        observer(queue)
                .happened(new SharerEvent.DrainTimedOut(
                        queue.config().name(), System.nanoTime(), timeout, Math.max(0, left), holder));
    }

    private static EventObserver observer(TurnQueue queue) {
        return queue.config().observer();
    }
}
