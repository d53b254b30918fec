package io.sharer;

import java.util.List;

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

    /** The queues by their names; those of bean instances by their classes. */
    List<QueueInfo> queues();

    /** The pools by their names. */
    List<PoolInfo> pools();

    /** The resource scopes. */
    ScopesInfo scopes();

    /** The event loops by their names. */
    List<LoopInfo> loops();

    /** The last {@value #DEADLOCKS_KEPT} deadlocks that were found, the newest first. */
    List<SharerEvent.DeadlockFound> deadlocks();

    /** How many deadlocks have been found. */
    long deadlocksFound();
}
