package io.sharer;

/** No object of the pool was free in time, and none could be made in time. */
public class PoolTimeoutException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public PoolTimeoutException(String message) {
        super(message);
    }
}
