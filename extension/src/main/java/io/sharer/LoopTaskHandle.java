package io.sharer;

/** A task that was declared on an {@link EventLoop}. Thread-safe. */
public interface LoopTaskHandle {
    /**
     * Interrupts the task if it runs, and takes it off the loop: it is not started any more, not even when the loop is
     * started again. Does not wait for its end.
     *
     * @return false if it was cancelled before, or has ended in this life of the loop
     */
    boolean cancel();

    /**
     * {@return whether the task has ended, its clean-up included, or will not begin, because it was cancelled or the
     * loop has stopped} A task of a loop that is not started yet is not done.
     */
    boolean isDone();
}
