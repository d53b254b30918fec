package io.sharer;

import io.sharer.turn.SerialQueues;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which callers take turns: bodies never overlap, and each happens-before the next.
 *
 * <p>{@link #call} and {@link #run} wait for a turn and run the body on the calling thread; {@link #submit},
 * {@link #submitStage} and {@link #execute} queue it and return at once. A synchronous call made by a thread that holds
 * the turn just runs, as part of that turn; a body submitted from inside a turn is queued behind it.
 *
 * <p><b>Futures.</b> The turn is over before a submitted body's future completes, so code that depends on the future
 * never runs inside the turn. A body's failure completes the future with the exception itself. Cancelling the future of
 * a body that has not started, or completing it in any other way, takes the body out of the queue. {@code cancel(true)}
 * of a running one interrupts it, or cancels the stage it returned; the turn ends when the body does. A failure that no
 * future can tell, because the body was given to {@link #execute} or its future was completed before, is logged.
 *
 * <p><b>Deadlock.</b> {@link java.util.concurrent.Future#get()} and {@link CompletableFuture#join()} of a future that
 * this returns throw {@link TurnDeadlockException} when the body could never be done because it, or what it waits for,
 * waits for the calling thread: above all a body of this queue that waits for one queued behind it.
 * {@link java.util.concurrent.Future#get(long, java.util.concurrent.TimeUnit)} ends by itself, so it throws its
 * {@link java.util.concurrent.TimeoutException} instead; it may end later than that, where the waiting thread is one of
 * the executor's and runs a body meanwhile that has its turn and no thread.
 *
 * <p><b>Interrupt.</b> A thread that is interrupted while it waits leaves the queue: {@link #call} throws
 * {@link InterruptedException}, {@link #run} throws {@link TurnInterruptedException}.
 *
 * <p><b>A dedicated thread.</b> With {@link RunOn#DEDICATED_THREAD} all bodies run on one thread: {@link #call} and
 * {@link #run} queue the body and wait for its end.
 *
 * <p>In a {@link Shared} bean, {@code @Inject SerialExecutor} is the queue that the bean's methods use, and
 * {@link SharedQueue} injects a named one. The life-cycle methods ({@code shutdown}, {@code shutdownNow},
 * {@code isShutdown}, {@code isTerminated}, {@code awaitTermination}, {@code close}) of an injected queue throw
 * {@link IllegalStateException}, as those of the container's executors do.
 *
 * <p>Thread-safe. No method takes {@code null}.
 */
public interface SerialExecutor extends ExecutorService, AutoCloseable {
    /** {@return the queue's name, for messages and statistics} */
    String name();

    /**
     * Waits for a turn and runs the body on this thread.
     *
     * @param <T> the type of the result
     * @param body what is to run in the turn
     * @return what the body returned
     * @throws InterruptedException if this thread is interrupted while it waits; the body does not run
     * @throws TurnRejectedException if the queue is at capacity
     * @throws TurnTimeoutException if the turn does not come in time
     * @throws TurnDeadlockException if the turn could never come, because its holder waits for this thread
     * @throws QueueClosedException if the queue is closed, also while this thread waits
     * @throws Exception whatever the body throws, as it is
     */
    <T extends @Nullable Object> T call(Callable<T> body) throws Exception;

    /**
     * Waits for a turn and runs the body on this thread.
     *
     * @param body what is to run in the turn
     * @throws TurnInterruptedException if this thread is interrupted while it waits; the body does not run
     * @throws TurnRejectedException if the queue is at capacity
     * @throws TurnTimeoutException if the turn does not come in time
     * @throws TurnDeadlockException if the turn could never come, because its holder waits for this thread
     * @throws QueueClosedException if the queue is closed, also while this thread waits
     */
    void run(Runnable body);

    /** Queues the body to run on a thread of the executor. Rejection and closing fail the future; nothing is thrown. */
    @Override
    <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> body);

    /** Queues the body to run on a thread of the executor. Rejection and closing fail the future; nothing is thrown. */
    @Override
    CompletableFuture<?> submit(Runnable body);

    /** Queues the body to run on a thread of the executor, for a future of the given result. */
    @Override
    <T extends @Nullable Object> CompletableFuture<T> submit(Runnable body, T result);

    /**
     * Queues the body to run on a thread of the executor; its turn lasts until the stage that it returns is done.
     * Rejection and closing fail the future; nothing is thrown. A {@code null} stage fails it with a
     * {@link NullPointerException}.
     *
     * @param <T> the type of the result
     * @param body what is to run in the turn
     * @return done when the stage is, or when the body cannot run
     */
    <T extends @Nullable Object> CompletableFuture<T> submitStage(Callable<? extends CompletionStage<T>> body);

    /**
     * Queues the body to run on a thread of the executor.
     *
     * @throws TurnRejectedException if the queue is at capacity
     * @throws QueueClosedException if the queue is closed
     */
    @Override
    void execute(Runnable body);

    /** {@return the queue's figures} Does not block. */
    QueueStats stats();

    /**
     * Refuses new work, then waits until all that was queued is done: 30 seconds at most, after which the running body
     * is interrupted, gets 5 seconds to end, and what is left fails with {@link QueueClosedException}. What the
     * executor does not run is run by threads of the queue's own. So this takes 35 seconds at most. A dedicated thread
     * has ended then, unless it hangs. Called from inside the queue's own turn it refuses new work, fails what is
     * queued, and returns. Closing twice does no harm.
     */
    @Override
    void close();

    /**
     * Starts a queue that needs no container.
     *
     * @param name for messages and statistics
     * @return its settings, to be built
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder builder(String name) {
        return SerialQueues.builder(name);
    }

    /** Settings of a queue that needs no container. Not thread-safe. */
    interface Builder {
        /**
         * Runs the queued bodies or, if they have a dedicated thread, what depends on their futures. By default:
         * threads of the queue's own, which end when it has been idle for a second.
         *
         * @param executor runs the bodies
         * @return this builder
         */
        Builder executor(Executor executor);

        /**
         * The thread that runs the bodies. {@link RunOn#DEDICATED_THREAD} is one of the queue's own, started by the
         * first body and ended by {@link SerialExecutor#close()} or {@link ExecutorService#shutdown()}. It is no
         * daemon: as the threads of the JDK's executors it keeps the program alive until then. Futures complete on the
         * executor.
         *
         * @param runOn which thread
         * @return this builder
         */
        Builder runOn(RunOn runOn);

        /**
         * How many bodies may run at once.
         *
         * @param permits how many
         * @return this builder
         * @throws IllegalArgumentException if less than 1
         */
        Builder permits(int permits);

        /**
         * How many calls and bodies may wait, the running one not counted; 0 for any number.
         *
         * @param capacity how many; 0 for any number
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        Builder capacity(int capacity);

        /**
         * What becomes of a call at capacity. By default it is refused.
         *
         * @param overflow what becomes of it
         * @return this builder
         */
        Builder overflow(Overflow overflow);

        /**
         * The longest wait for a turn; zero for now or never. By default any. The body of a call whose turn does not
         * come in time never runs; the call gets a {@link TurnTimeoutException}, or its future fails with one.
         *
         * @param timeout how long
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        Builder timeout(Duration timeout);

        /**
         * The time by which the time-outs of calls and bodies in line pass. By default, and for all that is told of in
         * figures, for the wait for a place and for a dedicated thread, and at the end, the JVM's.
         *
         * @param time what time it is, and who acts when some has passed
         * @return this
         */
        Builder time(TimeSource time);

        /**
         * The queue, ready for use.
         *
         * @return the queue, ready for use
         * @throws IllegalArgumentException if it has a dedicated thread and permits for more than one body
         */
        SerialExecutor build();
    }
}
