package io.sharer;

import java.util.List;
import java.util.OptionalLong;

/**
 * What whoever runs the application may do about its queues and pools: {@code @Inject SharerControl} is that of the
 * application, beside {@link SharerRegistry}, whose names it takes.
 *
 * <p>Nothing here waits for a turn or a loan. Nobody is asked who calls: code that hands this on to people has to, as
 * the console does. Thread-safe. No method takes {@code null}.
 */
public interface SharerControl {
    /**
     * Closes all objects of the pool that are idle now, on the calling thread, which therefore runs what closes them.
     * What is lent stays so, and the pool makes up to its minimum anew. A pool that was not used yet has none.
     *
     * @param pool its name
     * @throws IllegalArgumentException if the application has no such pool
     */
    void evictIdle(String pool);

    /**
     * Changes the size of the pool until the end of the application, as {@link Pool#resize} does; what is idle and too
     * much is closed on the calling thread.
     *
     * @param pool its name
     * @param minSize how many objects are kept up
     * @param maxSize how many there may be, 0 for any number
     * @throws IllegalArgumentException if the application has no such pool, one of the sizes is negative, or the
     *     minimum is larger than the maximum
     * @throws PoolClosedException if the application ends
     */
    void resize(String pool, int minSize, int maxSize);

    /**
     * Who waits in the queue, as {@link QueueInfo#waiters} tells it, with the number of each that can be cancelled.
     *
     * @param queue its name
     * @return who waits, first come first
     * @throws IllegalArgumentException if the application has no such queue
     */
    List<Waiting> waiting(String queue);

    /**
     * As {@link #waiting(String)}, but so many at most, however many instances and keys the queue has.
     *
     * @param queue its name
     * @param most how many
     * @return who waits, first come first
     * @throws IllegalArgumentException if the application has no such queue
     */
    default List<Waiting> waiting(String queue, int most) {
        return waiting(queue).stream().limit(most).toList();
    }

    /**
     * Cancels a body that waits in the queue: it never runs, and its future fails with a
     * {@link java.util.concurrent.CancellationException}. Code that waits for that future runs on the queue's executor
     * or, if that would run it on the calling thread, on a thread of its own. A body whose turn has come in the
     * meantime is left alone.
     *
     * <p>Others may have their turn by it, such as those who read and waited behind one who writes. They are served on
     * another thread, so that no body runs on the calling one, whatever the executor.
     *
     * @param queue its name
     * @param id as {@link #waiting} has told it
     * @return whether it was cancelled; false if it does not wait any more, or never was in this queue
     * @throws IllegalArgumentException if the application has no such queue
     */
    boolean cancel(String queue, long id);

    /**
     * Who has a turn of the queue, and what that thread was doing a moment ago. The stack is empty if the turn is on no
     * thread, as while a stage has it, and if it was over by the time the stack was there. Stops that thread for as
     * long as the JVM takes to walk its stack.
     *
     * @param queue its name
     * @return who has a turn
     * @throws IllegalArgumentException if the application has no such queue
     */
    List<Holding> holding(String queue);

    /**
     * As {@link #holding(String)}, but so many at most; nobody else is stopped, where that can be.
     *
     * @param queue its name
     * @param most how many
     * @return who has a turn
     * @throws IllegalArgumentException if the application has no such queue
     */
    default List<Holding> holding(String queue, int most) {
        return holding(queue).stream().limit(most).toList();
    }

    /**
     * One who waits for a turn.
     *
     * @param waiter who it is, and since when
     * @param id the number by which it can be cancelled, which no other body of the application ever has; empty for
     *     threads, which are their callers' own
     */
    record Waiting(TurnWaiter waiter, OptionalLong id) {}

    /**
     * One who has a turn.
     *
     * @param holder who it is, and since when
     * @param stack of its thread, the innermost call first; empty if there is none to tell
     */
    record Holding(TurnHolder holder, List<StackTraceElement> stack) {
        /**
         * Keeps a copy of the stack.
         *
         * @param holder who has a turn
         * @param stack where its thread is
         */
        public Holding {
            stack = List.copyOf(stack);
        }
    }
}
