package io.sharer.loop;

import io.sharer.SharerEvent;
import io.sharer.spi.ContextCarrier;
import io.sharer.spi.EventObserver;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.DedicatedThread;
import io.sharer.turn.TurnTimer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a loop, which checks them itself.
 *
 * @param name for messages, statistics and threads
 * @param workers how many threads may do blocking work at once
 * @param capacity how many bodies may wait, and how much blocking work, 0 for any number
 * @param watchdog how long a body may keep the loop, zero for any time
 * @param grace how long what was interrupted at the end may take
 * @param failures told on the loop of what no future tells
 * @param carrier takes the submitter's context along
 * @param threads makes the loop's thread and those of its tasks
 * @param executor does the blocking work; {@code null} for threads of the loop's own
 * @param timer serves the loop as long as it exists; {@code null} for one in each of its lives
 * @param exitDeadline how long the loop may take to stop when the program is told to end; {@code null} for no hook
 * @param observer told of rare things; what it throws harms nobody
 */
public record LoopConfig(
        String name,
        int workers,
        int capacity,
        Duration watchdog,
        Duration grace,
        Consumer<? super Throwable> failures,
        ContextCarrier carrier,
        ThreadFactory threads,
        @Nullable Executor executor,
        @Nullable TurnTimer timer,
        @Nullable Duration exitDeadline,
        EventObserver observer) {
    /** How many workers there are, if nothing else is said. */
    public static final int DEFAULT_WORKERS = 16;

    /** How long a body may keep the loop before that is told, if nothing else is said. */
    public static final Duration DEFAULT_WATCHDOG = Duration.ofSeconds(2);

    /** How long what was interrupted may take, if nothing else is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException if the name is blank, there is no worker, or something is negative */
    public LoopConfig {
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(threads, "threads");
        observer = observer.isolated();
        if (name.isBlank()) {
            throw LoopMessages.blankName();
        }
        if (workers < 1) {
            throw LoopMessages.noWorkers(name, workers);
        }
        if (capacity < 0) {
            throw LoopMessages.negativeCapacity(name, capacity);
        }
        if (watchdog.isNegative()) {
            throw LoopMessages.negativeTime(name, "watchdog", watchdog);
        }
        if (grace.isNegative()) {
            throw LoopMessages.negativeTime(name, "time of grace", grace);
        }
        if (exitDeadline != null && exitDeadline.isNegative()) {
            throw LoopMessages.negativeTime(name, "deadline at the program's exit", exitDeadline);
        }
    }

    /** Somebody has closed a circle by waiting for the loop. Not called under a lock. */
    void tellDeadlock(String circle) {
        observer.happened(new SharerEvent.DeadlockFound(name, System.nanoTime(), circle.strip()));
    }

    /** Settings of a loop with threads of its own. */
    public static LoopConfig of(String name) {
        return new LoopConfig(
                name,
                DEFAULT_WORKERS,
                0,
                DEFAULT_WATCHDOG,
                DEFAULT_GRACE,
                failure -> {},
                new ClassLoaderCarrier(),
                DedicatedThread.plainThreads(false),
                null,
                null,
                null,
                EventObserver.NONE);
    }

    /** The same but for the workers. */
    public LoopConfig withWorkers(int newWorkers) {
        return new LoopConfig(
                name,
                newWorkers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the capacity. */
    public LoopConfig withCapacity(int newCapacity) {
        return new LoopConfig(
                name,
                workers,
                newCapacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the watchdog's limit. */
    public LoopConfig withWatchdog(Duration newWatchdog) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                newWatchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the time that what was interrupted may take. */
    public LoopConfig withGrace(Duration newGrace) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                newGrace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for who is told of failures. */
    public LoopConfig withFailures(Consumer<? super Throwable> newFailures) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                newFailures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the context that goes along. */
    public LoopConfig withCarrier(ContextCarrier newCarrier) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                newCarrier,
                threads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the threads of the loop and its tasks. */
    public LoopConfig withThreads(ThreadFactory newThreads) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                newThreads,
                executor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the executor of the workers. */
    public LoopConfig withExecutor(Executor newExecutor) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                newExecutor,
                timer,
                exitDeadline,
                observer);
    }

    /** The same but for the timer, which is not the loop's to stop. */
    public LoopConfig withTimer(TurnTimer newTimer) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                newTimer,
                exitDeadline,
                observer);
    }

    /** The same, stopped when the program is told to end. */
    public LoopConfig withExitDeadline(Duration newExitDeadline) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                newExitDeadline,
                observer);
    }

    /** The same but for who is told of rare things. */
    public LoopConfig withObserver(EventObserver newObserver) {
        return new LoopConfig(
                name,
                workers,
                capacity,
                watchdog,
                grace,
                failures,
                carrier,
                threads,
                executor,
                timer,
                exitDeadline,
                newObserver);
    }
}
