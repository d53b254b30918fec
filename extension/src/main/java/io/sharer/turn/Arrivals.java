package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.KEYED;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that have come and are not in line yet. It keeps submitters away from the line's mutex: a body is pushed on a
 * stack and told of by the flag {@code ARRIVED}, and whoever looks after the line next finds it.
 *
 * <p>What is pushed comes into line before anything that is asked for later by the same thread, because with the flag
 * set nobody passes. The flag is taken down before the stack is taken, so a body that finds it up is found, too. And it
 * is only put up while the queue is open and somebody is bound to look, who cannot go without noticing, since that is
 * in the same word.
 *
 * <p>The stack is R. K. Treiber's (1986), without its problem of reused nodes: it is only taken as a whole.
 */
final class Arrivals {
    /** What has become of a body that arrived. */
    enum Outcome {
        /** It is found by whoever looks after the line next. */
        ARRIVED,
        /** Perhaps nobody looks after the line: the submitter has to. */
        LOOK,
        /** Not taken: only the line can tell whether there is a place or a turn. */
        REFERRED
    }

    private static final VarHandle STACK;

    /** Where the newest body stands in an array, so far from both ends that nothing else is in the cache's line. */
    private static final int NEWEST = 32;

    static {
        try {
            STACK = MethodHandles.lookup().findVarHandle(Arrivals.class, "stack", AtomicReferenceArray.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TurnQueue queue;
    private final Deck deck;
    private final boolean bounded;

    /** From the first arrival on. */
    private volatile @Nullable AtomicReferenceArray<@Nullable QueuedBody<?>> stack;

    Arrivals(TurnQueue queue, Deck deck) {
        this.queue = queue;
        this.deck = deck;
        this.bounded = queue.config().capacity() > 0;
    }

    // --- By the submitter, without the mutex ---

    Outcome arrive(QueuedBody<?> body) {
        long s = queue.get();
        if (bounded || !body.mayArrive() || body.settings.timeoutNanos() <= 0 || !isLookedAfter(s, body)) {
            return Outcome.REFERRED;
        }
        if (!deck.isQuick() || (s & ARRIVED) == 0) {
            body.since = System.nanoTime();
        } // else bodies are short, and the time of the one that arrived before will do
        body.turn = queue.turnsBefore();
        push(body);
        s = queue.get();
        while ((s & ARRIVED) == 0) {
            if (!isLookedAfter(s, body)) {
                return Outcome.LOOK;
            }
            if (queue.change(s, s | ARRIVED)) {
                return Outcome.ARRIVED;
            }
            s = queue.get();
        }
        return Outcome.ARRIVED;
    }

    /**
     * Whether somebody will look after the line, for whom the flag is enough. While calls without a key are kept out it
     * is not, whoever has a turn: they have to be admitted before their submitter asks for anything with a key, which
     * would pass them.
     */
    private boolean isLookedAfter(long s, QueuedBody<?> body) {
        return (s & (CLOSED | KEYED)) == 0 && ((s & WAITERS) != 0 || !queue.admits(s, body.read));
    }

    private void push(QueuedBody<?> body) {
        AtomicReferenceArray<@Nullable QueuedBody<?>> newest = stack();
        while (true) {
            QueuedBody<?> before = newest.get(NEWEST);
            body.ahead = before;
            if (newest.compareAndSet(NEWEST, before, body)) {
                return;
            }
        }
    }

    private AtomicReferenceArray<@Nullable QueuedBody<?>> stack() {
        if (stack == null) {
            STACK.compareAndSet(this, null, new AtomicReferenceArray<@Nullable QueuedBody<?>>(2 * NEWEST + 1));
        }
        return Objects.requireNonNull(stack);
    }

    // --- By who has the line's mutex ---

    /** Whether the flag was up and is down now. Until the line is served after that, nobody passes it. */
    boolean takeFlag() {
        long s = queue.get();
        while ((s & ARRIVED) != 0) {
            if (queue.change(s, (s & ~ARRIVED) | WAITERS | STRICT)) {
                return true;
            }
            s = queue.get();
        }
        return false;
    }

    /**
     * Takes all. One that bears no time waits since the one before it does or, if that does not tell either, since the
     * last time that somebody took all.
     *
     * @return the oldest; from there on they are chained by {@link Waiting#behind}
     */
    @Nullable QueuedBody<?> takeAll() {
        AtomicReferenceArray<@Nullable QueuedBody<?>> newest = stack;
        QueuedBody<?> body = newest == null ? null : newest.getAndSet(NEWEST, null);
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
