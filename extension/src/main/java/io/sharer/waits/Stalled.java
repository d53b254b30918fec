package io.sharer.waits;

/** A body that has its turn and waits for a thread of an executor. */
public interface Stalled {
    /** Runs it on the calling thread, if no other has begun it. */
    void runHere();
}
