package io.sharer.turn;

import io.sharer.spi.ContextCarrier;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The settings of a queue, which checks them itself.
 *
 * @param name for messages and statistics
 * @param capacity how many may wait, 0 for any number
 * @param executor runs the queued bodies
 * @param carrier takes the submitter's context along to the executor's thread
 * @param drainTimeout how long a closing queue may take to finish what is queued
 * @param graceTimeout how long, after that, an interrupted body may take to end
 */
public record QueueConfig(
        String name,
        int capacity,
        Executor executor,
        ContextCarrier carrier,
        Duration drainTimeout,
        Duration graceTimeout) {
    /** How long a closing queue may take to finish what is queued, if nothing else is said. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** How long an interrupted body may take to end, if nothing else is said. */
    public static final Duration DEFAULT_GRACE_TIMEOUT = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException if the capacity or a time-out is negative */
    public QueueConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(carrier, "carrier");
        if (capacity < 0) {
            throw TurnMessages.negativeCapacity(name, capacity);
        }
        if (drainTimeout.isNegative() || graceTimeout.isNegative()) {
            throw TurnMessages.negativeDrainTimeout(name, drainTimeout, graceTimeout);
        }
    }

    /** Settings with no limit on the queue's length and the default time-outs. */
    public static QueueConfig of(String name, Executor executor, ContextCarrier carrier) {
        return new QueueConfig(name, 0, executor, carrier, DEFAULT_DRAIN_TIMEOUT, DEFAULT_GRACE_TIMEOUT);
    }

    /** The same but for the name. */
    public QueueConfig withName(String newName) {
        return new QueueConfig(newName, capacity, executor, carrier, drainTimeout, graceTimeout);
    }

    /** The same but for the capacity. */
    public QueueConfig withCapacity(int newCapacity) {
        return new QueueConfig(name, newCapacity, executor, carrier, drainTimeout, graceTimeout);
    }

    /** The same but for the time-outs of closing. */
    public QueueConfig withDrainTimeouts(Duration drain, Duration grace) {
        return new QueueConfig(name, capacity, executor, carrier, drain, grace);
    }
}
