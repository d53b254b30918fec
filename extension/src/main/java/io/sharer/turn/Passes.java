package io.sharer.turn;

/**
 * How many releases may pass a waiter that was woken and has not come yet, before one of them looks at the clock: so
 * many that they take a small part of the time for which it may be passed at all.
 *
 * <p>With more threads than processors, those that run take one turn after another until the operating system lets the
 * woken one run, which may be much later than the millisecond that the waiter was promised. A look at every release
 * would cost more than the turns do. Guarded by the line's mutex.
 */
final class Passes {
    private static final long BETWEEN_LOOKS_NANOS = 50_000;
    private static final int MOST = 1_000;

    private long lookedAt;
    private int allowed;

    /** How many from now on, if the next take as long as those since the last look. */
    int before(long now) {
        long each = Math.max(1, (now - lookedAt) / (allowed + 1));
        lookedAt = now;
        allowed = (int) Math.min(MOST, BETWEEN_LOOKS_NANOS / each);
        return allowed;
    }
}
