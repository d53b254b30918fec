package io.sharer.turn;

/**
 * The state word of a queue: how many hold a turn, reading and writing, and what a passer-by has to know of the line.
 *
 * <p>From the lowest bit: four flags, 28 bits for the number of readers, 32 bits for the number of writers.
 */
final class TurnState {
    /** The line is not empty. */
    static final long WAITERS = 1;

    /** Nobody may take a free turn ahead of the line. */
    static final long STRICT = 2;

    /** The first in line has been woken to take a free turn, so a release need not look after the line. */
    static final long WOKEN = 4;

    /** Nothing new is taken. */
    static final long CLOSED = 8;

    static final long FLAGS = WAITERS | STRICT | WOKEN | CLOSED;

    private static final long READER = FLAGS + 1;
    private static final long WRITER = 1L << 32;
    private static final long READERS = WRITER - READER;

    private TurnState() {}

    /** What a turn adds to the word. */
    static long unit(boolean read) {
        return read ? READER : WRITER;
    }

    /** Whether one more may hold a turn beside those who do. */
    static boolean admits(long state, boolean read, int permits) {
        return read ? state < WRITER : (state & READERS) == 0 && state >>> 32 < permits;
    }

    static boolean isHeld(long state) {
        return (state & ~FLAGS) != 0;
    }

    static int holders(long state) {
        return (int) ((state & READERS) / READER + (state >>> 32));
    }
}
