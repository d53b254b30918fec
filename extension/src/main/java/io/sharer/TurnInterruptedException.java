package io.sharer;

/**
 * The thread was interrupted while it waited for a turn; it has left the queue, and the body did not run. The thread's
 * interrupt flag is set when this is thrown, and the cause is the {@link InterruptedException}.
 */
public class TurnInterruptedException extends TurnException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the queue, and the interrupt.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by
     */
    public TurnInterruptedException(String message, InterruptedException cause) {
        super(message, cause);
    }
}
