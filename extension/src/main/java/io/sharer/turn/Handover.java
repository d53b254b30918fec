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

    private @Nullable List<KeyPass> passes;

    /** Whether the queue's last turn is over. */
    boolean ended;

    /** Whether somebody in line waits for keys to be given passes. */
    boolean keptOut;

    /** Whether nobody is in line any more. */
    boolean lineEmptied;

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

    /** The keys whose calls may run from now on, when the threads have been woken. */
    List<KeyPass> passes() {
        return passes == null ? List.of() : passes;
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
            } else if (node instanceof KeyPass pass) {
                if (passes == null) {
                    passes = new ArrayList<>();
                }
                passes.add(pass);
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
