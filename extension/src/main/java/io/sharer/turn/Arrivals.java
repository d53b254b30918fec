package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that have come and are not in line yet: a stack that any thread pushes on, and that is taken as a whole.
 *
 * <p>It keeps submitters away from the line's mutex. The algorithm is R. K. Treiber's (1986), without its problem of
 * reused nodes, because nothing is ever popped singly.
 */
final class Arrivals {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(Arrivals.class, "newest", QueuedBody.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedVariable") // read through NEWEST
    private volatile @Nullable QueuedBody<?> newest;

    /** Thread-safe. */
    void push(QueuedBody<?> body) {
        while (true) {
            QueuedBody<?> before = newest;
            body.ahead = before;
            if (NEWEST.compareAndSet(this, before, body)) {
                return;
            }
        }
    }

    /** Takes all; returns the oldest, and from there on they are chained by {@link Waiting#behind}. */
    @Nullable QueuedBody<?> takeAll() {
        QueuedBody<?> body = (QueuedBody<?>) NEWEST.getAndSet(this, null);
        QueuedBody<?> younger = null;
        while (body != null) {
            QueuedBody<?> older = (QueuedBody<?>) body.ahead;
            body.ahead = null;
            body.behind = younger;
            younger = body;
            body = older;
        }
        return younger;
    }
}
