package io.sharer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something rare that whoever runs the application may want to know at once.
 *
 * <p>In CDI these are events, of their own types and of this one:
 *
 * <pre>{@code
 * void tell(@Observes SharerEvent.LeaseLeaked leak) { ... }
 * }</pre>
 *
 * Observers are told on the application's executor, never on the thread where it happened, which may have a turn or a
 * loan. Those by {@code @Observes} are told of one event after another, in the order in which they happened, as far as
 * they happened one after another; {@code @ObservesAsync} keeps no order. Events that come faster than observers take
 * them are lost beyond 256 that wait, and how many is logged. What is still to be told when the application ends is
 * told then, for two seconds at most.
 *
 * <p>Without a container {@link io.sharer.spi.EventObserver} is told, at once.
 */
public sealed interface SharerEvent {
    /** {@return what it is about: the name of the queue, pool, loop or resource scope} */
    String name();

    /** {@return when it happened, by {@link System#nanoTime()}, which only differences have a meaning of} */
    long at();

    /** {@return how long ago it happened} */
    default Duration age() {
        return Duration.ofNanos(System.nanoTime() - at());
    }

    /**
     * A deadlock, which failed one of those who were in it with a {@link TurnDeadlockException}.
     *
     * @param name the queue, pool, loop or resource scope whose caller has failed, the type that is bound late, or the
     *     place where the template was made of a resource that is acquired outside any scope
     * @param at when, by {@link System#nanoTime()}
     * @param circle who waits for whom, in words
     */
    record DeadlockFound(String name, long at, String circle) implements SharerEvent {}

    /**
     * A queue at its capacity has refused, or dropped, a call or body. Told at most once a second for each queue.
     *
     * @param name the queue or loop
     * @param at when, by {@link System#nanoTime()}
     * @param capacity how many may wait
     * @param rejected how many have been refused and dropped since the queue was made
     * @param holder who has the turn, in words
     */
    record QueueFull(String name, long at, int capacity, long rejected, String holder) implements SharerEvent {}

    /**
     * An object has been lent for longer than its pool's {@code maxLease}, or {@code killLease}. Told once for each,
     * and for each loan.
     *
     * @param name the pool
     * @param at when, by {@link System#nanoTime()}
     * @param object the object, as {@link PoolHooks#describe} says
     * @param lent for how long
     * @param killed whether it was taken away
     * @param borrowedAt has the stack of where it was borrowed
     */
    record LeaseLeaked(String name, long at, String object, Duration lent, boolean killed, Throwable borrowedAt)
            implements SharerEvent {}

    /**
     * A pool could not make an object. Told once, until it can again.
     *
     * @param name the pool
     * @param at when, by {@link System#nanoTime()}
     * @param cause what the factory, or the hook {@code opened}, has thrown
     */
    record PoolUnhealthy(String name, long at, @Nullable Throwable cause) implements SharerEvent {}

    /**
     * A queue or pool was to end, and what runs in it, or is lent, was not done in time.
     *
     * @param name the queue or pool
     * @param at when, by {@link System#nanoTime()}
     * @param timeout how long it was waited
     * @param left how many still waited in the queue, or objects were lent
     * @param holder who did not end, in words
     */
    record DrainTimedOut(String name, long at, Duration timeout, long left, String holder) implements SharerEvent {}
}
