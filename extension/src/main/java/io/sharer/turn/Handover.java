package io.sharer.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the line has brought about: gathered under the line's mutex, acted on outside it by the
 * {@link Dispatcher}.
 */
final class Handover {
    private @Nullable Waiting firstServed;
    private @Nullable Waiting lastServed;
    private @Nullable Thread woken;
    private @Nullable List<QueuedBody<?>> removed;

    /** Whether the queue's last turn is over. */
    boolean ended;

    /** Adds one that is out of line because its turn has come or, a thread, has been refused. */
    void served(Waiting node) {
        if (lastServed == null) {
            firstServed = node;
        } else {
            lastServed.behind = node;
        }
        lastServed = node;
    }

    void woken(@Nullable Thread thread) {
        woken = thread;
    }

    /** Adds a body that was taken out of line and has to fail. */
    void removed(QueuedBody<?> body) {
        if (removed == null) {
            removed = new ArrayList<>();
        }
        removed.add(body);
    }

    List<QueuedBody<?>> removed() {
        return removed == null ? List.of() : removed;
    }

    /** Wakes the threads; returns the bodies that have a turn, chained by {@link Waiting#behind}. */
    @Nullable QueuedBody<?> wakeThreads() {
        if (woken != null) {
            LockSupport.unpark(woken);
        }
        QueuedBody<?> first = null;
        QueuedBody<?> last = null;
        Waiting node = firstServed;
        while (node != null) {
            Waiting next = node.behind;
            node.behind = null;
            if (node instanceof WaitingThread waiter) {
                LockSupport.unpark(waiter.thread);
            } else {
                QueuedBody<?> body = (QueuedBody<?>) node;
                if (last == null) {
                    first = body;
                } else {
                    last.behind = body;
                }
                last = body;
            }
            node = next;
        }
        return first;
    }
}
