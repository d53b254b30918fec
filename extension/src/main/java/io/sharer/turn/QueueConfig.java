package io.sharer.turn;

import io.sharer.spi.ContextCarrier;
import io.sharer.spi.EventObserver;
import io.sharer.spi.Transactions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a queue, which checks them itself.
 *
 * @param name for messages and statistics
 * @param permits how many writers may run beside each other
 * @param capacity how many may wait, 0 for any number
 * @param executor runs the queued bodies; a {@link DedicatedThread} runs the synchronous ones as well
 * @param carrier takes the submitter's context along to the executor's thread
 * @param timer ends the waiting of queued bodies that have a time-out
 * @param drainTimeout how long a closing queue may take to finish what is queued
 * @param graceTimeout how long, after that, an interrupted body may take to end
 * @param transactions tell of the transaction that a caller is in
 * @param times what all queues with these settings note together
 * @param end what the time-outs of closing are taken from, if the queues of an application end together
 * @param observer told of rare things; what it throws harms nobody
 */
public record QueueConfig(
        String name,
        int permits,
        int capacity,
        Executor executor,
        ContextCarrier carrier,
        TurnTimer timer,
        Duration drainTimeout,
        Duration graceTimeout,
        Transactions transactions,
        TurnTimes times,
        CommonEnd end,
        EventObserver observer) {
    /** How long a closing queue may take to finish what is queued, if nothing else is said. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** How long an interrupted body may take to end, if nothing else is said. */
    public static final Duration DEFAULT_GRACE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * @throws IllegalArgumentException if the capacity or a time-out is negative, or there are permits for a dedicated
     *     thread
     */
    public QueueConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(timer, "timer");
        Objects.requireNonNull(transactions, "transactions");
        observer = observer.isolated();
        if (permits < 1) {
            throw TurnMessages.invalidPermits(name, permits);
        }
        if (permits > 1 && executor instanceof DedicatedThread) {
            throw TurnMessages.permitsOnOneThread(name, permits);
        }
        if (capacity < 0) {
            throw TurnMessages.negativeCapacity(name, capacity);
        }
        if (drainTimeout.isNegative() || graceTimeout.isNegative()) {
            throw TurnMessages.negativeDrainTimeout(name, drainTimeout, graceTimeout);
        }
    }

    /** Settings for one writer at a time, with no limit on the queue's length and the default time-outs. */
    public static QueueConfig of(String name, Executor executor, ContextCarrier carrier, TurnTimer timer) {
        return new QueueConfig(
                name,
                1,
                0,
                executor,
                carrier,
                timer,
                DEFAULT_DRAIN_TIMEOUT,
                DEFAULT_GRACE_TIMEOUT,
                Transactions.NONE,
                new TurnTimes(),
                new CommonEnd(),
                EventObserver.NONE);
    }

    /** The thread that runs all bodies, if that is what the executor is. */
    @Nullable DedicatedThread dedicatedThread() {
        return executor instanceof DedicatedThread dedicated ? dedicated : null;
    }

    /** Where futures complete, and their dependents run. */
    Executor completions() {
        return executor instanceof DedicatedThread dedicated ? dedicated.completions() : executor;
    }

    /** The same but for the executor. */
    public QueueConfig withExecutor(Executor newExecutor) {
        return new QueueConfig(
                name,
                permits,
                capacity,
                newExecutor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                transactions,
                times,
                end,
                observer);
    }

    /** The same but for the name, and for what is noted. */
    public QueueConfig withName(String newName) {
        return new QueueConfig(
                newName,
                permits,
                capacity,
                executor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                transactions,
                new TurnTimes(),
                end,
                observer);
    }

    /** The same but for the permits. */
    public QueueConfig withPermits(int newPermits) {
        return new QueueConfig(
                name,
                newPermits,
                capacity,
                executor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                transactions,
                times,
                end,
                observer);
    }

    /** The same but for the capacity. */
    public QueueConfig withCapacity(int newCapacity) {
        return new QueueConfig(
                name,
                permits,
                newCapacity,
                executor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                transactions,
                times,
                end,
                observer);
    }

    /** The same but for the time-outs of closing. */
    public QueueConfig withDrainTimeouts(Duration drain, Duration grace) {
        return new QueueConfig(
                name, permits, capacity, executor, carrier, timer, drain, grace, transactions, times, end, observer);
    }

    /** The same but for the transactions. */
    public QueueConfig withTransactions(Transactions newTransactions) {
        return new QueueConfig(
                name,
                permits,
                capacity,
                executor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                newTransactions,
                times,
                end,
                observer);
    }

    /** The same but for who is told of rare things. */
    public QueueConfig withObserver(EventObserver newObserver) {
        return new QueueConfig(
                name,
                permits,
                capacity,
                executor,
                carrier,
                timer,
                drainTimeout,
                graceTimeout,
                transactions,
                times,
                end,
                newObserver);
    }
}
