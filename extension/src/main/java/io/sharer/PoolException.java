package io.sharer;

/** A pool could not lend an object, or one was used that is not lent any more. The message says which. */
public class PoolException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public PoolException(String message) {
        super(message);
    }

    /**
     * With a message and what led to it.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by
     */
    public PoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
