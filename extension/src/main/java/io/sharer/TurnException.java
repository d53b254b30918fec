package io.sharer;

/** A call could not take its turn, and its body did not run. */
public class TurnException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what, where and what to do. */
    public TurnException(String message) {
        super(message);
    }

    /** With a message and what led to it. */
    public TurnException(String message, Throwable cause) {
        super(message, cause);
    }
}
