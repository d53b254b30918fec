package io.sharer;

import java.util.concurrent.RejectedExecutionException;

/**
 * The queue has been closed, because its bean or its application has ended: the body did not run or, if it was running
 * then, is not waited for any longer.
 */
public class QueueClosedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that names the queue.
     *
     * @param message says what happened, where, and what to do
     */
    public QueueClosedException(String message) {
        super(message);
    }
}
