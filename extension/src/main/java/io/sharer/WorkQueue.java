package io.sharer;

import io.sharer.loop.WorkQueues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Background work with two bounds: how much is done at once, and how much may wait. Who brings more waits, or is told.
 *
 * <p><b>Order.</b> Jobs begin in the order in which they came. {@link #all} and {@link #each} give their outcomes in
 * the order of the inputs, the failures among them in their places. The queue itself keeps no result: the futures do,
 * for as long as somebody has them.
 *
 * <p><b>Failures</b> are told by the future, and end nothing else: a worker survives whatever a job throws, and a
 * cancelled job harms only itself. Cancelling a future takes out what has not begun and, with {@code cancel(true)},
 * interrupts what has, and never the next job.
 *
 * <p><b>From inside.</b> A job may bring more jobs. Where these would have to wait for a place they run at once, on the
 * thread that brings them, so that workers never wait for workers. {@link #all} and {@link #each} called in a job work
 * on its thread. A job that waits for a future of a job that no worker will ever be free for gets
 * {@link TurnDeadlockException}.
 *
 * <p>Thread-safe; works with virtual threads. No method takes {@code null}.
 */
public interface WorkQueue extends AutoCloseable {
    /** {@return the queue's name, for messages and statistics} */
    String name();

    /**
     * Brings a job; waits while the queue is full.
     *
     * @param <R> the type of the result
     * @param job what is to be done
     * @return done when the job is; what depends on it runs on the worker
     * @throws InterruptedException if this thread is interrupted while it waits; the job will not run
     * @throws QueueClosedException if the queue is closed, also while this thread waits
     * @throws TurnDeadlockException if no place could ever become free, because all workers wait for this thread
     */
    <R extends @Nullable Object> CompletableFuture<R> put(Callable<R> job) throws InterruptedException;

    /**
     * Brings a job and does not wait. A full queue fails the future with {@link TurnRejectedException}, a closed one
     * with {@link QueueClosedException}; nothing is thrown.
     *
     * @param <R> the type of the result
     * @param job what is to be done
     * @return done when the job is
     */
    <R extends @Nullable Object> CompletableFuture<R> submit(Callable<R> job);

    /**
     * Works on all inputs, side by side, and waits for them.
     *
     * @param <T> the type of the inputs
     * @param <R> the type of the results
     * @param inputs what is worked on
     * @param work is given each
     * @return one outcome for each input, in their order
     * @throws InterruptedException if this thread is interrupted while it waits; what is not done is cancelled. In a
     *     job of the queue's own, which does the work itself, also if the work throws it
     * @throws QueueClosedException if the queue is closed meanwhile
     */
    <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<T, R>> all(
            Iterable<? extends T> inputs, Work<? super T, ? extends R, ?> work) throws InterruptedException;

    /**
     * Works on all inputs, side by side, and has the consumer take each outcome, in the order of the inputs, on this
     * thread. No more inputs are fetched ahead of the consumer than may run and wait: so there may be any number of
     * them. What the consumer or the inputs throw is thrown; what is not done is cancelled then.
     *
     * @param <T> the type of the inputs
     * @param <R> the type of the results
     * @param inputs what is worked on
     * @param work is given each
     * @param consumer is given each outcome
     * @throws InterruptedException as {@link #all} does
     * @throws QueueClosedException if the queue is closed meanwhile
     */
    <T extends @Nullable Object, R extends @Nullable Object> void each(
            Iterable<? extends T> inputs,
            Work<? super T, ? extends R, ?> work,
            Consumer<? super Outcome<T, R>> consumer)
            throws InterruptedException;

    /**
     * Waits until there is no job, those included that others bring meanwhile. The queue can be used on, and joined
     * again.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     * @throws TurnDeadlockException if this is one of the queue's own workers
     */
    void join() throws InterruptedException;

    /**
     * As {@link #join()}, for so long at most.
     *
     * @param timeout how long
     * @return whether there is no job
     * @throws InterruptedException as {@link #join()} does
     */
    boolean join(Duration timeout) throws InterruptedException;

    /** {@return the queue's figures} Does not block. */
    WorkQueueStats stats();

    /** Closes the queue with 30 seconds to finish. */
    @Override
    void close();

    /**
     * Refuses what comes from outside, and waits until all jobs are done, those included that they bring themselves.
     * When the deadline has passed, or this thread is interrupted, what runs is interrupted, and has 5 seconds to end;
     * the rest fails with {@link QueueClosedException}. Every future is done when this returns, and no thread of the
     * queue's own is left. Called in a job it returns at once. Closing twice does no harm.
     *
     * @param deadline how long it may take
     * @throws IllegalArgumentException if the deadline is negative
     */
    void close(Duration deadline);

    /**
     * Begins to build a work queue.
     *
     * @param name for messages and statistics
     * @return its settings, to be built
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder builder(String name) {
        return WorkQueues.builder(name);
    }

    /** Settings of a work queue. Not thread-safe. */
    interface Builder {
        /**
         * How many jobs may run at once; by default as many as there are processors.
         *
         * @param workers how many
         * @return this builder
         * @throws IllegalArgumentException if less than 1
         */
        Builder workers(int workers);

        /**
         * How many jobs may wait; by default as many as may run.
         *
         * @param capacity how many
         * @return this builder
         * @throws IllegalArgumentException if less than 1
         */
        Builder capacity(int capacity);

        /**
         * Runs the jobs. By default threads of the queue's own, which end when they have been idle for a second.
         *
         * @param executor runs the jobs
         * @return this builder
         */
        Builder executor(Executor executor);

        /**
         * Makes a thread for each worker, as long as that has jobs; may make virtual threads.
         *
         * @param factory makes the threads
         * @return this builder
         */
        Builder threadFactory(ThreadFactory factory);

        /**
         * The queue, ready for use.
         *
         * @return the queue, ready for use
         */
        WorkQueue build();
    }
}
