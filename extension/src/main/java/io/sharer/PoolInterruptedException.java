package io.sharer;

/** The thread was interrupted while it waited for an object of a pool; its interrupt flag is set. */
public class PoolInterruptedException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public PoolInterruptedException(String message) {
        super(message);
    }
}
