package io.sharer;

import org.jspecify.annotations.Nullable;

/** Releasing a resource has thrown a checked exception, which is the cause, or has not ended in time. */
public class ReleaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, and what the release has thrown.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by; {@code null} if by nothing
     */
    public ReleaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
