package io.sharer.pool;

import java.util.concurrent.ThreadLocalRandom;

/**
 * An object of the pool and what is noted about it.
 *
 * <p>Whoever has taken its slot writes here; others read racily, and look again when they have taken it.
 */
final class Item<T> {
    final T object;

    /** When it was made, by {@link Housekeeper#now()}. */
    final long made;

    private final long lifeNanos;

    /** When it was last used, or made, by {@link Housekeeper#now()}; kept up only where somebody asks. */
    long lastUsed;

    /** When it was last found healthy, or made. */
    long lastChecked;

    int uses;

    /** Whether a call has left open if it is healthy. */
    boolean suspect;

    /** Made just now, to live for at most so long; 0 for ever. */
    Item(T object, long maxAgeNanos, long now) {
        this.object = object;
        this.made = now;
        this.lastUsed = made;
        this.lastChecked = made;
        // What was made together does not end together.
        this.lifeNanos =
                maxAgeNanos == 0 ? 0 : maxAgeNanos - ThreadLocalRandom.current().nextLong(maxAgeNanos / 10 + 1);
    }

    /** How much longer it may live; not positive if it is too old. Only asked if there is a limit. */
    long lifeLeft(long now) {
        return lifeNanos - (now - made);
    }
}
