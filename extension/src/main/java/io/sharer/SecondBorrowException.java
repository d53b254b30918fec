package io.sharer;

/** A thread that holds an object of the pool would have had to wait for another one of it, which the pool refuses. */
public class SecondBorrowException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public SecondBorrowException(String message) {
        super(message);
    }
}
