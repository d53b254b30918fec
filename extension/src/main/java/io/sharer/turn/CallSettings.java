package io.sharer.turn;

import io.sharer.Access;
import io.sharer.Overflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks of its queue.
 *
 * @param access whether it needs the resource alone
 * @param overflow what becomes of it when the queue is at capacity
 * @param timeoutNanos the longest wait for a turn; {@link #NO_TIMEOUT} for any
 */
public record CallSettings(Access access, Overflow overflow, long timeoutNanos) {
    /** The time-out of a call that waits as long as it takes. */
    public static final long NO_TIMEOUT = Long.MAX_VALUE;

    /** A call that nothing was said about. */
    public static final CallSettings DEFAULT = new CallSettings(Access.WRITE, Overflow.REJECT, NO_TIMEOUT);

    /** Settings of a call. */
    public CallSettings {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(overflow, "overflow");
    }

    /** Settings with a time-out, or none. */
    public static CallSettings of(Access access, Overflow overflow, @Nullable Duration timeout) {
        return new CallSettings(access, overflow, timeout == null ? NO_TIMEOUT : nanos(timeout));
    }

    private static long nanos(Duration timeout) {
        // Some 290 years do not fit into nanoseconds, and are no limit.
        return timeout.compareTo(Duration.ofNanos(NO_TIMEOUT)) >= 0 ? NO_TIMEOUT : timeout.toNanos();
    }

    boolean read() {
        return access == Access.READ;
    }

    boolean isTimed() {
        return timeoutNanos != NO_TIMEOUT;
    }
}
