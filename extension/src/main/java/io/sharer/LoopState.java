package io.sharer;

/** Where an {@link EventLoop} stands. */
public enum LoopState {
    /** Not started yet: it takes tasks and channels, and refuses bodies. */
    NEW,
    /** It takes and runs bodies. */
    RUNNING,
    /**
     * It refuses what comes from outside, and finishes what is under way. What its own threads ask for is still taken,
     * so that tasks can clean up.
     */
    STOPPING,
    /** Nothing of it is left: no thread, no timer, no future that is not done. It may be started again. */
    STOPPED
}
