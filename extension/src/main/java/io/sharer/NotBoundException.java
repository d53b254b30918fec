package io.sharer;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Late} object was used before it was there, or could not be made. The message names its type, where it is
 * injected, and who is expected to set it.
 */
public class NotBoundException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public NotBoundException(String message) {
        super(message);
    }

    /**
     * With a message and what the factory has thrown.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by; {@code null} if by nothing
     */
    public NotBoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
