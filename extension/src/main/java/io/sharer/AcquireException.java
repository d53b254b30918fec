package io.sharer;

import org.jspecify.annotations.Nullable;

/** A resource could not be acquired; the cause says why. Nothing is left of it. */
public class AcquireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what and where, and what the acquisition has thrown.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by; {@code null} if by nothing
     */
    public AcquireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
