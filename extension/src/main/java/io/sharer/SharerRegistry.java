package io.sharer;

import java.util.List;
import java.util.Optional;

/**
 * All that Sharer does in an application, in one place: queues, pools, resource scopes, event loops, and what went
 * wrong. {@code @Inject SharerRegistry} is that of the application; JMX, metrics and health read this and nothing else.
 *
 * <p>Each answer is put together when it is asked for, from what the queues and pools count anyway, so it costs nothing
 * when nobody looks. It is immutable, holds nothing of what it tells of, and its parts need not belong to the same
 * instant. Nothing here waits for a turn or a loan, or runs code of users. Thread-safe.
 *
 * <p>A queue and a loop are told of from their first use on, and before that as soon as the application has started; a
 * pool from the start.
 */
public interface SharerRegistry {
    /** How many deadlocks are remembered. */
    int DEADLOCKS_KEPT = 20;

    /** {@return the queues by their names; those of bean instances by their classes} */
    List<QueueInfo> queues();

    /**
     * As {@link #queues()}, for who shows the figures of all and few of those who have turns, or wait: the others are
     * not even looked at, where that can be. The figures count all.
     *
     * @param holders how many who have a turn are told one by one at most, of each; none if it is 0 or less
     * @param waiters how many who wait are told one by one at most, of each; none if it is 0 or less
     * @return the queues by their names; those of bean instances by their classes
     */
    default List<QueueInfo> queues(int holders, int waiters) {
        return queues().stream()
                .map(one -> new QueueInfo(
                        one.stats(),
                        one.queues(),
                        one.holders().stream().limit(Math.max(0, holders)).toList(),
                        one.waiters().stream().limit(Math.max(0, waiters)).toList()))
                .toList();
    }

    /** {@return the pools by their names} */
    List<PoolInfo> pools();

    /** {@return the resource scopes} */
    ScopesInfo scopes();

    /** {@return the event loops by their names} */
    List<LoopInfo> loops();

    /** {@return the last {@value #DEADLOCKS_KEPT} deadlocks that were found, the newest first} */
    List<SharerEvent.DeadlockFound> deadlocks();

    /** {@return how many deadlocks have been found} */
    long deadlocksFound();

    // --- One of all ---

    /**
     * One queue, without a look at the others where that can be.
     *
     * @param name of the queue
     * @return empty if there is none of that name
     */
    default Optional<QueueInfo> queue(String name) {
        return queues().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * One pool, without a look at the others where that can be.
     *
     * @param name of the pool
     * @return empty if there is none of that name
     */
    default Optional<PoolInfo> pool(String name) {
        return pools().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * One event loop, without a look at the others where that can be.
     *
     * @param name of the loop
     * @return empty if there is none of that name
     */
    default Optional<LoopInfo> loop(String name) {
        return loops().stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
