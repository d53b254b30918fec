package io.sharer;

/** The turn could never come, because those who would have to end theirs wait for this very call. */
public class TurnDeadlockException extends TurnException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that tells the whole circle.
     *
     * @param message says what happened, where, and what to do
     */
    public TurnDeadlockException(String message) {
        super(message);
    }
}
