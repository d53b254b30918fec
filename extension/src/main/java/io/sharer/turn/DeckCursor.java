package io.sharer.turn;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How far the bodies on deck have come. It is written for each of them, so it stands in lines of the cache of its own:
 * those who submit would wait for what lies beside it, and who runs the bodies for them.
 *
 * <p>Written by who has the turn. Others read it as of a moment ago.
 */
final class DeckCursor {
    /** So many long numbers fill two lines; a processor may fetch two at a time. */
    private static final int APART = 16;

    private static final int NEXT = APART;
    private static final int TURNS = APART + 1;
    private static final int CURRENT = 2 * APART;

    private final AtomicLongArray numbers = new AtomicLongArray(2 * APART + 2);
    private final AtomicReferenceArray<@Nullable QueuedBody<?>> bodies = new AtomicReferenceArray<>(4 * APART);

    /** The index of the next body. */
    int next() {
        return (int) numbers.getPlain(NEXT);
    }

    void moveTo(int next) {
        numbers.setPlain(NEXT, next);
    }

    /** The body that has the turn, if it came from the deck. */
    @Nullable QueuedBody<?> current() {
        return bodies.getAcquire(CURRENT);
    }

    void setCurrent(@Nullable QueuedBody<?> body) {
        bodies.setRelease(CURRENT, body);
    }

    /** How many turns have been counted here. */
    long turns() {
        return numbers.getOpaque(TURNS);
    }

    void countTurn() {
        numbers.setOpaque(TURNS, numbers.getPlain(TURNS) + 1);
    }
}
