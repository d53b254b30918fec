package io.sharer;

import java.util.concurrent.Future;

/**
 * The time that a queue, pool or loop goes by where its builder is given one: what time it is, and who acts when some
 * of it has passed. By default that is the JVM's own. It is for programs whose time is not that of the clock, such as
 * simulations and tests.
 *
 * <p>Implementations are thread-safe. All methods, and {@code cancel} of the futures, may be called under locks of
 * Sharer's; so no implementation holds a lock of its own while it runs an action.
 */
public interface TimeSource {
    /** {@return the time, in nanoseconds from any origin; it never goes back} */
    long nanoTime();

    /**
     * Runs the action once, when it is that time, and never inside this call. A time and not a delay: what passes
     * between the look at the time and this call is not lost.
     *
     * @param action does not block
     * @param at a time of {@link #nanoTime()}; it may have passed, which is as soon as can be
     * @return cancels the action, if it has not begun
     */
    Future<?> scheduleAt(Runnable action, long at);
}
