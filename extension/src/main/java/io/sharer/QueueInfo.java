package io.sharer;

import java.util.List;

/**
 * A queue as it looks now: its figures, who has its turns, and who waits for them.
 *
 * <p>A named queue is one. The own queues of a bean class are told together, under the name of the class: of an
 * application-scoped or singleton bean all, of others those that have had bodies queued in them, or that were injected
 * as a {@code SerialExecutor}. So an instance that is called synchronously only costs no place in a registry; who has
 * its turn, and who waits for that, is not told here.
 *
 * @param stats the figures; of instances that have ended, too
 * @param queues how many queues these are: 1 for a named one, for a bean class the instances that are known
 * @param holders who has a turn
 * @param waiters who waits, first come first, at most {@value #WAITERS_TOLD} of each queue; {@link QueueStats#length()}
 *     counts all
 */
public record QueueInfo(QueueStats stats, int queues, List<TurnHolder> holders, List<TurnWaiter> waiters) {
    /** How many of those who wait in a queue are told one by one. */
    public static final int WAITERS_TOLD = 20;

    /**
     * Keeps copies of the lists.
     *
     * @param stats the figures
     * @param queues how many queues these are
     * @param holders who has a turn
     * @param waiters who waits
     */
    public QueueInfo {
        holders = List.copyOf(holders);
        waiters = List.copyOf(waiters);
    }

    /** {@return the queue's name, or that of the bean class} */
    public String name() {
        return stats.name();
    }
}
