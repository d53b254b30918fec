package io.sharer.pool;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many places are taken, and how many of these are about to be free because their object is being closed.
 *
 * <p>Both in one word, so that of two who look whether there are too many, one at a time decides.
 */
final class Places {
    private static final long CLOSING = 1L << 32;

    private final AtomicLong word = new AtomicLong();

    private static int taken(long word) {
        return (int) word;
    }

    private static int staying(long word) {
        return taken(word) - (int) (word >>> 32);
    }

    /** How many are taken. */
    int taken() {
        return taken(word.get());
    }

    /** How many will be left when all that is being closed is closed. */
    int staying() {
        return staying(word.get());
    }

    /**
     * Takes one if there are fewer than allowed.
     *
     * @param limit 0 for any number
     */
    boolean take(int limit) {
        long before = word.get();
        while (limit == 0 || taken(before) < limit) {
            if (word.compareAndSet(before, before + 1)) {
                return true;
            }
            before = word.get();
        }
        return false;
    }

    /** Takes one if fewer than these will be left, and there are fewer than allowed. */
    boolean takeToKeepUp(int minimum, int limit) {
        long before = word.get();
        while (staying(before) < minimum && (limit == 0 || taken(before) < limit)) {
            if (word.compareAndSet(before, before + 1)) {
                return true;
            }
            before = word.get();
        }
        return false;
    }

    /** The object of one is about to be closed. */
    void beginClosing() {
        word.addAndGet(CLOSING);
    }

    /** The object of one is about to be closed, if more than these would be left. */
    boolean beginClosingAbove(int floor) {
        long before = word.get();
        while (staying(before) > floor) {
            if (word.compareAndSet(before, before + CLOSING)) {
                return true;
            }
            before = word.get();
        }
        return false;
    }

    /** The object is not closed after all. */
    void stay() {
        word.addAndGet(-CLOSING);
    }

    /** The object of one is closed, and its place free. */
    void free() {
        word.addAndGet(-CLOSING - 1);
    }

    /** No object was made for one. */
    void giveUp() {
        word.decrementAndGet();
    }
}
