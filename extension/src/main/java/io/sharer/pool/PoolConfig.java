package io.sharer.pool;

import io.sharer.PoolHooks;
import io.sharer.SecondBorrow;
import io.sharer.SharerEvent;
import io.sharer.TurnDeadlockException;
import io.sharer.Work;
import io.sharer.spi.EventObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool, which check themselves. Durations that are {@code null} are not used.
 *
 * @param name for messages and statistics
 * @param factory makes an object
 * @param close closes one
 * @param hooks told of what happens; {@code null} if nobody is
 * @param minSize how many are kept up
 * @param maxSize how many there may be, 0 for any number
 * @param maxUses how often one is lent, 0 for any number
 * @param timeout the longest wait of a borrower
 * @param maxIdle how long one may be idle
 * @param maxAge how old one may be
 * @param maxLease how long one may be lent without a warning
 * @param killLease how long one may be lent
 * @param healthEvery how often idle ones are checked
 * @param drainTimeout how long the end waits for what is lent
 * @param graceTimeout how long a call may go on with an object whose lease was killed
 * @param secondBorrow what becomes of a thread that would have to wait for its second object
 * @param discard what becomes of an object after an exception
 * @param executor runs what no borrower does
 * @param housekeeper looks after the pool in time
 * @param observer told of rare things; what it throws harms nobody
 */
public record PoolConfig<T>(
        String name,
        Callable<? extends T> factory,
        Work<? super T, ?, ?> close,
        @Nullable PoolHooks<? super T> hooks,
        int minSize,
        int maxSize,
        int maxUses,
        @Nullable Duration timeout,
        @Nullable Duration maxIdle,
        @Nullable Duration maxAge,
        @Nullable Duration maxLease,
        @Nullable Duration killLease,
        @Nullable Duration healthEvery,
        Duration drainTimeout,
        Duration graceTimeout,
        SecondBorrow secondBorrow,
        DiscardRule discard,
        Executor executor,
        Housekeeper housekeeper,
        EventObserver observer) {
    /** How long the end waits for what is lent, if nothing else is said. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** How long a call may go on with an object whose lease was killed, if nothing else is said. */
    public static final Duration DEFAULT_GRACE_TIMEOUT = Duration.ofSeconds(5);

    /** No limit. */
    static final long ENDLESS = -1;

    /**
     * @throws IllegalArgumentException if a number or duration is negative, a duration that is no time-out is zero, the
     *     name is blank, or the minimum is larger than the maximum
     */
    public PoolConfig {
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(close, "close");
        Objects.requireNonNull(secondBorrow, "secondBorrow");
        Objects.requireNonNull(discard, "discard");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(housekeeper, "housekeeper");
        observer = observer.isolated();
        if (name.isBlank()) {
            throw PoolMessages.blankName();
        }
        checkSizes(name, minSize, maxSize);
        checkUses(name, maxUses);
        checkTimeout(name, "drainTimeout", drainTimeout);
        checkTimeout(name, "graceTimeout", graceTimeout);
        if (timeout != null) {
            checkTimeout(name, "timeout", timeout);
        }
        if (maxIdle != null) {
            checkPositive(name, "maxIdle", maxIdle);
        }
        if (maxAge != null) {
            checkPositive(name, "maxAge", maxAge);
        }
        if (maxLease != null) {
            checkPositive(name, "maxLease", maxLease);
        }
        if (killLease != null) {
            checkPositive(name, "killLease", killLease);
        }
        if (healthEvery != null) {
            checkPositive(name, "healthEvery", healthEvery);
        }
    }

    static void checkSizes(String pool, int minSize, int maxSize) {
        if (minSize < 0 || maxSize < 0 || (maxSize != 0 && minSize > maxSize)) {
            throw PoolMessages.impossibleSizes(pool, minSize, maxSize);
        }
    }

    static void checkUses(String pool, int maxUses) {
        if (maxUses < 0) {
            throw PoolMessages.negativeUses(pool, maxUses);
        }
    }

    static Duration checkTimeout(String pool, String what, Duration duration) {
        if (duration.isNegative()) {
            throw PoolMessages.negativeTimeout(pool, what, duration);
        }
        return duration;
    }

    static Duration checkPositive(String pool, String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw PoolMessages.notPositive(pool, what, duration);
        }
        return duration;
    }

    /** In nanoseconds; {@link #ENDLESS} for none, and for what is longer than anybody waits. */
    static long nanosOf(@Nullable Duration duration) {
        if (duration == null) {
            return ENDLESS;
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return ENDLESS;
        }
    }

    /** In nanoseconds; 0 if it is not used. */
    static long limitOf(@Nullable Duration duration) {
        return Math.max(0, nanosOf(duration));
    }

    /** A borrower has closed a circle, and fails with what is returned. Not called under a lock. */
    TurnDeadlockException deadlock(String circle) {
        observer.happened(new SharerEvent.DeadlockFound(name, System.nanoTime(), circle.strip()));
        return PoolMessages.deadlock(circle);
    }

    /** Whether somebody looks at how long loans last. */
    boolean tracksLeases() {
        return maxLease != null || killLease != null;
    }
}
