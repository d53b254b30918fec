package io.sharer;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A call or a body was not taken into the queue: the queue was at capacity, or the executor behind it refused. */
public class TurnRejectedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the queue, its holder and its length.
     *
     * @param message says what happened, where, and what to do
     */
    public TurnRejectedException(String message) {
        super(message);
    }

    /**
     * With a message and the executor's own refusal.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by; {@code null} if by nothing
     */
    public TurnRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
