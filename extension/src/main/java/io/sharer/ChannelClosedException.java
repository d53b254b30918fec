package io.sharer;

/**
 * The channel has been closed, by its user or because its loop has stopped: nothing more goes in, or nothing is left.
 */
public class ChannelClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the channel's loop.
     *
     * @param message says what happened, where, and what to do
     */
    public ChannelClosedException(String message) {
        super(message);
    }
}
