package io.sharer;

/** The pool is closed, or was closed while the borrower waited. */
public class PoolClosedException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public PoolClosedException(String message) {
        super(message);
    }
}
