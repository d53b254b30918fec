package io.sharer;

/** An object was asked for by a lease that has ended, or that is void because it has lasted too long. */
public class LeaseExpiredException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what, where and what to do.
     *
     * @param message says what happened, where, and what to do
     */
    public LeaseExpiredException(String message) {
        super(message);
    }
}
