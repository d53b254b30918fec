package io.sharer;

/**
 * A call could not take its turn, and its body did not run; or a body has returned a plain future that is not done, so
 * that nobody could tell when its turn ends. The message says which.
 *
 * <p>What was not taken into the queue, or was taken out of it again, is told by {@link TurnRejectedException} and
 * {@link QueueClosedException}, which are {@link java.util.concurrent.RejectedExecutionException}s and not of this
 * kind.
 */
public class TurnException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public TurnException(String message) {
        super(message);
    }

    /**
     * With a message and what led to it.
     *
     * @param message says what happened, where, and what to do
     * @param cause what it was caused by
     */
    public TurnException(String message, Throwable cause) {
        super(message, cause);
    }
}
