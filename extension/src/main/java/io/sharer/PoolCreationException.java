package io.sharer;

/** The pool had room for another object and could not make it; what the factory has thrown is the cause. */
public class PoolCreationException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public PoolCreationException(String message) {
        super(message);
    }

    /**
     * With a message and what led to it.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by
     */
    public PoolCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
