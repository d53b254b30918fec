package io.sharer;

import io.sharer.loop.EventLoops;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that bodies from everywhere run on, one after another, for as long as it is started. What belongs to that
 * thread needs no lock.
 *
 * <p><b>Bodies.</b> {@link #call} and {@link #run} wait for the end of their body, and run it at once if the caller is
 * the loop itself. {@link #submit}, {@link #execute} and the {@code schedule} methods return at once. So does
 * {@link #submitStage}: a stage that is pending does not hold the loop, others run meanwhile. A body must not block;
 * one that keeps the loop for longer than the watchdog's limit is logged with its stack.
 *
 * <p><b>Work that blocks</b> goes to {@link #blocking}, which does it on one of a bounded number of workers. Work that
 * lasts is a {@link #task}, which has a thread of its own among them, beyond that number.
 *
 * <p><b>Futures.</b> They complete on the loop: what was attached to one before that runs there, and so do the
 * functions of {@code Async} methods without an executor. Cancelling a future, or completing it in any other way, takes
 * out what has not begun, and {@code cancel(true)} interrupts, or cancels the stage of, what has; then its dependents
 * run on the thread that did so.
 *
 * <p><b>Deadlock.</b> Waiting on the loop for a future of that loop would never end: {@code get()} and {@code join()}
 * throw {@link TurnDeadlockException} instead. So do all circles of waits that lead over loops, their workers, turns
 * and pools. A wait that ends by itself throws its {@link java.util.concurrent.TimeoutException}.
 *
 * <p><b>Life.</b> {@link LoopState} names the states. What is asked of a loop that does not run is refused, with a
 * message that says which state it is in: {@link TurnRejectedException} before the start, {@link QueueClosedException}
 * from the stop on. A loop that has stopped can be {@linkplain #start() started} again: it is as new, and runs its
 * tasks anew. {@code shutdown} is {@link #stop()} that does not wait, and {@code shutdownNow} one without a deadline to
 * finish anything.
 *
 * <p><b>Failures</b> that no future tells reach the failure handler and the log: those of tasks, of {@link #execute},
 * of periodic bodies, and of bodies whose future was completed before.
 *
 * <p>Thread-safe. No method takes {@code null}.
 */
public interface EventLoop extends SerialExecutor, ScheduledExecutorService {
    /**
     * Starts the loop and its tasks; returns when the loop's thread runs. Does nothing if it runs already.
     *
     * @throws IllegalStateException if the loop is stopping
     */
    void start();

    /** Stops the loop with 30 seconds to finish. */
    void stop();

    /**
     * Stops the loop: refuses new work from outside, closes its channels, interrupts its tasks, and fails what is
     * scheduled for later. Then it waits until the tasks have cleaned up and all bodies, stages and blocking work are
     * done. When the deadline has passed, or this thread is interrupted, what runs is interrupted, and has 5 seconds to
     * end; everything else fails with {@link QueueClosedException}. Every future is completed when this returns.
     *
     * <p>Called on the loop, or on one of its workers or tasks, it returns at once, and the loop stops by itself. A
     * second call waits for the same end, and may bring the deadline forward. Before the start it only makes the state
     * {@link LoopState#STOPPED}.
     *
     * @param deadline zero to interrupt and fail everything now
     * @throws IllegalArgumentException if the deadline is negative
     */
    void stop(Duration deadline);

    /** {@return where the loop stands} */
    LoopState state();

    /** {@return whether the calling thread is the loop} */
    boolean inLoop();

    /**
     * Runs work that may block on one of the loop's workers; its future completes on the loop. If all workers are busy,
     * the work waits, first come, first served. A refusal fails the future; nothing is thrown.
     *
     * @param <T> the type of the result
     * @param work what may block
     * @return done when the work is
     */
    <T extends @Nullable Object> CompletableFuture<T> blocking(Callable<T> work);

    /**
     * Declares a task. It starts now if the loop runs, else with the loop, and again each time the loop is started.
     *
     * @param name of its thread, for messages
     * @param body what it does
     * @return what cancels it
     * @throws IllegalArgumentException if the name is blank
     * @throws QueueClosedException if the loop is stopping or has stopped
     */
    LoopTaskHandle task(String name, LoopBody body);

    /**
     * Runs all bodies on the loop, each until its stage is done, and completes with the first <em>success</em>. Then
     * the others are cancelled: what has not begun does not run, and stages that are futures are cancelled. The result
     * does not wait until they have noticed. If all fail, so does the result, with the failure of the first body, and
     * those of the others are suppressed in it. Cancelling the result cancels all.
     *
     * @param <T> the type of the result
     * @param bodies what competes
     * @return the first success
     * @throws IllegalArgumentException if there is no body
     */
    <T extends @Nullable Object> CompletableFuture<T> firstOf(
            Collection<? extends Callable<? extends CompletionStage<T>>> bodies);

    /**
     * A channel between threads and this loop, which is closed when the loop stops.
     *
     * @param <T> the type of the elements
     * @param capacity how many elements it keeps at most
     * @return the channel
     * @throws IllegalArgumentException if the capacity is less than 1
     * @throws QueueClosedException if the loop is stopping or has stopped
     */
    <T> Channel<T> channel(int capacity);

    /** {@return the loop's figures} Does not block. */
    LoopStats loopStats();

    /** {@link #stop()}. */
    @Override
    void close();

    /**
     * Begins to build a loop that needs no container.
     *
     * @param name of its thread, for messages and statistics
     * @return its settings, to be built
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder named(String name) {
        return EventLoops.builder(name);
    }

    /** Settings of a loop that needs no container. Not thread-safe. */
    interface Builder {
        /**
         * How many threads may do {@link EventLoop#blocking} work at once; by default 16. They are there only while
         * there is work.
         *
         * @param blockingWorkers how many
         * @return this builder
         * @throws IllegalArgumentException if less than 1
         */
        Builder workers(int blockingWorkers);

        /**
         * Told on the loop of each failure that no future tells. By default, and besides, it is logged. What the
         * handler throws is logged.
         *
         * @param handler is given each failure
         * @return this builder
         */
        Builder onFailure(Consumer<? super Throwable> handler);

        /**
         * How many bodies may wait for the loop, and how much blocking work for a worker, each; 0, the default, for any
         * number. What comes beyond that is refused with {@link TurnRejectedException}.
         *
         * @param capacity how many
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        Builder capacity(int capacity);

        /**
         * A body that keeps the loop for longer is logged with its stack: first after this time, or up to a quarter of
         * it later, then each time that it has lasted twice as long. Zero for never; by default 2 seconds.
         *
         * @param limit how long is allowed
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        Builder watchdog(Duration limit);

        /**
         * Makes the threads of the loop and its tasks, and those of the workers unless they have an
         * {@linkplain #executor(Executor) executor}. May make virtual threads. By default they are no daemons: as those
         * of the JDK's executors they keep the program alive until the loop stops.
         *
         * @param factory makes the threads
         * @return this builder
         */
        Builder threadFactory(ThreadFactory factory);

        /**
         * Does the blocking work, on as many threads at once as there may be workers.
         *
         * @param workers runs the blocking work
         * @return this builder
         */
        Builder executor(Executor workers);

        /**
         * Stops the loop when the program is told to end, as by SIGTERM, within the given time. For that, and while the
         * loop runs, there is a shutdown hook; without this there is none.
         *
         * @param deadline that of the stop
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        Builder stopAtExit(Duration deadline);

        /**
         * The time by which what is scheduled becomes due, and by which the watchdog looks. By default, and for all
         * else, the JVM's.
         *
         * @param time what time it is, and who acts when some has passed
         * @return this
         */
        Builder time(TimeSource time);

        /**
         * A loop that is {@link LoopState#NEW}.
         *
         * @return the loop, which has not been started
         */
        EventLoop build();

        /**
         * A loop that is {@link LoopState#RUNNING}.
         *
         * @return the loop, which runs
         */
        EventLoop start();
    }
}
