package io.sharer;

/** The turn could never come, because those who would have to end theirs wait for this very call. */
public class TurnDeadlockException extends TurnException {
    private static final long serialVersionUID = 1L;

    /** With a message that tells the whole circle. */
    public TurnDeadlockException(String message) {
        super(message);
    }
}
