package io.sharer;

/** The thread that runs the bodies of a queue. */
public enum RunOn {
    /** A synchronous body runs on its caller's thread, a queued one on a thread of the queue's executor. */
    CALLER,
    /** Every body runs on one thread, the same for the resource's whole life. */
    DEDICATED_THREAD
}
