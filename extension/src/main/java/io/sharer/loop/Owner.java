package io.sharer.loop;

import java.util.concurrent.Executor;

/** The loop, or work queue, that a {@link LoopFuture} is one of. */
interface Owner {
    /** Somebody has closed a circle by waiting for this. Told under no lock. */
    default void deadlocked(String circle) {}

    /** Where asynchronous dependents run. */
    Executor dependents();

    /** The future is done. Called at least once. */
    void done(LoopFuture<?> future);

    /** In words that follow "of". */
    String description();
}
