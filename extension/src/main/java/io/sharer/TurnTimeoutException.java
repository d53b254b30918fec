package io.sharer;

/** The turn did not come in time; the body did not run. */
public class TurnTimeoutException extends TurnException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the queue, its holder, since when that has the turn, and the length of the queue.
     *
     * @param message says what happened, where, and what to do
     */
    public TurnTimeoutException(String message) {
        super(message);
    }
}
