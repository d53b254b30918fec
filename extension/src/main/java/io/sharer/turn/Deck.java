package io.sharer.turn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that come right after the one that has the turn, taken out of line several at a time while they are short,
 * so that the line's mutex is not needed between them.
 *
 * <p>They have no turn yet, and whoever ends one in time ends it, here as in line. Filled under the line's mutex, while
 * it is empty; emptied by who has the turn; only in queues where that is one.
 */
final class Deck {
    private static final int LARGEST = 1023;

    /** So much room a queue keeps when nobody waits any more. */
    private static final int KEPT = 63;

    /** With longer bodies the mutex costs nothing in comparison, and the line's clock should be exact. */
    private static final long SHORT_NANOS = 5_000;

    /**
     * So long the bodies that are taken at a time should take; how long they wait is told no more exactly than that.
     */
    private static final long BATCH_NANOS = 150_000;

    private static final @Nullable QueuedBody<?>[] NONE = {};

    private @Nullable QueuedBody<?>[] bodies = NONE;
    private int end;

    /** From the first batch on. */
    private @Nullable DeckCursor cursor;

    private int size;
    private long filledAt;

    /** A body has been given the turn: takes those that may follow it from the front of the line. */
    void fill(WaitingLine line, long now) {
        resize(now);
        while (end < size && line.first() instanceof QueuedBody<?> body && body.alone) {
            line.serve(body, now);
            add(body);
        }
    }

    /**
     * The next that has not been ended, which has the turn from now on. Called by who has the turn.
     *
     * @param claim whether the calling thread runs it at once
     */
    @Nullable QueuedBody<?> next(boolean claim) {
        DeckCursor at = cursor;
        if (at == null) {
            return null;
        }
        int next = at.next();
        while (next < end) {
            QueuedBody<?> body = bodies[next];
            bodies[next++] = null;
            at.moveTo(next);
            if (body != null && (claim ? body.claimWaiting() : body.give())) {
                at.setCurrent(body);
                return body;
            }
        }
        at.setCurrent(null);
        return null;
    }

    /** The body that has the turn, if it came from here; for others than who has the turn as of a moment ago. */
    @Nullable QueuedBody<?> current() {
        DeckCursor at = cursor;
        return at == null ? null : at.current();
    }

    /** Counts the turn that begins, if its body is one of a batch; called by who has it. */
    boolean countTurn() {
        DeckCursor at = cursor;
        if (at == null || at.next() == 0) {
            return false;
        }
        at.countTurn();
        return true;
    }

    /** How many turns have been counted here, and not by the queue. */
    long turns() {
        DeckCursor at = cursor;
        return at == null ? 0 : at.turns();
    }

    /** Whether the bodies are short, as far as who has not the turn can tell. */
    boolean isQuick() {
        return size > 0;
    }

    /** When it was filled last, or found that it need not be. */
    long filledAt() {
        return filledAt;
    }

    /** Takes those that may follow from the front of a chain of arrivals; returns the rest of it. */
    @Nullable QueuedBody<?> fill(QueuedBody<?> arrived, WaitingLine line, long now) {
        long since = arrived.since == 0 ? filledAt : arrived.since;
        resize(now);
        QueuedBody<?> body = arrived;
        int sameSince = 0;
        while (end < size && body != null && body.alone) {
            if (body.since == 0) {
                body.since = since;
            } else if (body.since != since) {
                line.waited(since, now, sameSince);
                since = body.since;
                sameSince = 0;
            }
            sameSince++;
            add(body);
            body = body.takeNext();
        }
        if (sameSince > 0) {
            line.waited(since, now, sameSince);
        }
        if (body != null && body.since == 0) {
            body.since = since;
        }
        return body;
    }

    private void add(QueuedBody<?> body) {
        if (cursor == null) {
            cursor = new DeckCursor();
        }
        if (end == bodies.length) {
            bodies = Arrays.copyOf(bodies, Math.max(KEPT, Math.min(2 * end + 1, LARGEST)));
        }
        bodies[end++] = body;
    }

    private void resize(long now) {
        long took = now - filledAt;
        if (took >= (end + 1) * SHORT_NANOS) {
            size = 0;
        } else if (took < BATCH_NANOS) {
            size = Math.min(2 * size + 1, LARGEST);
        } else if (took > 2 * BATCH_NANOS) {
            size = Math.max(1, size / 2);
        }
        filledAt = now;
        end = 0;
        DeckCursor at = cursor;
        if (at != null) {
            at.moveTo(0);
        }
    }

    /** Nobody waits any more. Whoever has the turn may be looking for the next at this moment, and finds none. */
    void empty() {
        if (bodies.length > KEPT) {
            bodies = NONE;
        }
    }

    /** Whether no more follow, as far as who has not the turn can tell: it may have become so a moment ago. */
    boolean isEmpty() {
        DeckCursor at = cursor;
        return at == null || at.next() >= end;
    }

    /** How many wait here. Exact under the line's mutex if nobody has the turn, else as of a moment ago. */
    int length() {
        int waiting = 0;
        for (QueuedBody<?> body : bodies) {
            waiting += body != null && body.isWaiting() ? 1 : 0;
        }
        return waiting;
    }

    /** Those who wait here, as exactly as {@link #length}. */
    List<QueuedBody<?>> waiting() {
        List<QueuedBody<?>> waiting = new ArrayList<>();
        for (QueuedBody<?> body : bodies) {
            if (body != null && body.isWaiting()) {
                waiting.add(body);
            }
        }
        return waiting;
    }

    /** Ends all that wait here. */
    void endAll(Consumer<QueuedBody<?>> ended) {
        for (QueuedBody<?> body : bodies) {
            if (body != null && body.endWaiting()) {
                ended.accept(body);
            }
        }
    }
}
