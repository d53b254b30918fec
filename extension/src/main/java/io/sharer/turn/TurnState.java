package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The state word of a queue: how many hold a turn, reading and writing, and what a passer-by has to know of the line.
 *
 * <p>A class of its own, which the queue extends, so that an uncontended turn reads one object.
 *
 * <p>From the lowest bit: six flags, 26 bits for the number of readers, 32 bits for the number of writers.
 */
abstract class TurnState {
    /** The line is not empty. */
    static final long WAITERS = 1;

    /** Nobody may take a free turn ahead of the line. */
    static final long STRICT = 2;

    /** The first in line has been woken to take a free turn, so a release need not look after the line. */
    static final long WOKEN = 4;

    /** Nothing new is taken. */
    static final long CLOSED = 8;

    /** Bodies have come that are not in line yet; they may not be passed either. */
    static final long ARRIVED = 16;

    /** All calls so far had keys, whose queues know of no others: the first without a key has to admit itself. */
    static final long KEYED = 32;

    static final long FLAGS = WAITERS | STRICT | WOKEN | CLOSED | ARRIVED | KEYED;

    private static final long READER = FLAGS + 1;
    private static final long WRITER = 1L << 32;
    private static final long READERS = WRITER - READER;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(TurnState.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int permits;

    /**
     * How many releases may pass a woken waiter before one has to look how long that has lasted. Written by those who
     * hold a turn; if they are several, the number is not exact.
     */
    private int passes;

    private volatile long word;

    TurnState(int permits) {
        this.permits = permits;
    }

    long get() {
        return word;
    }

    boolean change(long from, long to) {
        return WORD.compareAndSet(this, from, to);
    }

    // --- Turns ---

    /** Whether one more may hold a turn beside those who do. */
    boolean admits(long state, boolean read) {
        return read ? state < WRITER : (state & READERS) == 0 && state >>> 32 < permits;
    }

    /** Takes a turn. */
    boolean take(long from, boolean read) {
        return WORD.compareAndSet(this, from, from + unit(read));
    }

    /** Takes a turn, if nobody has one and nobody waits. */
    boolean takeIdle(boolean read) {
        // A swap that fails takes the word's line of the cache away from others all the same.
        return word == 0 && WORD.compareAndSet(this, 0L, unit(read));
    }

    /** Takes a turn, unless there is none free or the line comes first. */
    boolean takeFree(boolean read) {
        long s = word;
        return (s & (STRICT | CLOSED | ARRIVED | KEYED)) == 0 && admits(s, read) && take(s, read);
    }

    /** Takes one more turn, for who shares one that is held and at least as strong. */
    void takeBeside(boolean read) {
        WORD.getAndAdd(this, unit(read));
    }

    /** Gives a turn back, unless the line has to be looked after. */
    boolean giveBack(boolean read) {
        long s = word;
        while ((s & (WAITERS | CLOSED | ARRIVED)) == 0 || isToBePassed(s)) {
            if (WORD.compareAndSet(this, s, s - unit(read))) {
                return true;
            }
            s = word;
        }
        return false;
    }

    /** Gives back the only turn that anybody has, to hold alone, unless there is more to be seen to. */
    boolean giveBackLast() {
        return word == WRITER && WORD.compareAndSet(this, WRITER, 0L);
    }

    private boolean isToBePassed(long s) {
        return (s & (WOKEN | STRICT | CLOSED | ARRIVED)) == WOKEN && --passes >= 0;
    }

    /** Lets so many releases pass a woken waiter. */
    void letPass(int releases) {
        passes = releases;
    }

    /** Whether a turn is held alone unless it only reads. */
    boolean isExclusive() {
        return permits == 1;
    }

    /** Gives a turn back; whoever calls this looks after the line. */
    void giveBackSlowly(boolean read) {
        WORD.getAndAdd(this, -unit(read));
    }

    private static long unit(boolean read) {
        return read ? READER : WRITER;
    }

    static boolean isHeld(long state) {
        return (state & ~FLAGS) != 0;
    }

    static int holders(long state) {
        return (int) ((state & READERS) / READER + (state >>> 32));
    }

    static boolean isRead(long state) {
        return (state & READERS) != 0;
    }

    boolean isAnybodyInLine() {
        return (word & (WAITERS | ARRIVED)) != 0;
    }

    // --- Keys ---

    /** Takes a turn to read that may last, unless there is none free or anybody is in line, who would wait for it. */
    boolean takePass() {
        long s = word;
        while ((s & FLAGS) == 0 && admits(s, true)) {
            if (take(s, true)) {
                return true;
            }
            s = word;
        }
        return false;
    }

    /** Keeps calls without a key out until they are {@link #letUnkeyedIn let in}, if nobody has had a turn or waits. */
    boolean keepUnkeyedOut() {
        return WORD.compareAndSet(this, 0L, KEYED);
    }

    boolean keepsUnkeyedOut() {
        return (word & KEYED) != 0;
    }

    void letUnkeyedIn() {
        WORD.getAndBitwiseAnd(this, ~KEYED);
    }

    /** Takes all turns of a queue that nobody else has seen yet. */
    void shut() {
        word = permits * WRITER;
    }

    /** Gives back what {@link #shut} took, but for one turn, which then is released as any other. */
    void openButForOne() {
        WORD.getAndAdd(this, -(permits - 1) * WRITER);
    }

    /** Closes the queue for good if it is shut, or else open, and nobody has or awaits a turn beyond that. */
    boolean closeUnused(boolean isShut) {
        long s = word;
        return (s & ~CLOSED) == (isShut ? permits * WRITER : 0) && WORD.compareAndSet(this, s, CLOSED);
    }

    /** Whether nobody has a turn or ever will. */
    boolean isOver() {
        return word == CLOSED;
    }

    // --- The end ---

    boolean isClosed() {
        return (word & CLOSED) != 0;
    }
}
