package io.sharer.waits;

/** A body that has its turn and waits for a thread of an executor. */
public interface Stalled {
    /** Whether nothing is bound to the calling thread that this must not meet. */
    boolean mayRunHere();

    /** Runs it on the calling thread, if no other has begun it. */
    void runHere();
}
