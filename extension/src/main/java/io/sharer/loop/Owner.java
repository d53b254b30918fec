package io.sharer.loop;

import java.util.concurrent.Executor;

/** The loop, or work queue, that a {@link LoopFuture} is one of. */
interface Owner {
    /** Where asynchronous dependents run. */
    Executor dependents();

    /** The future is done. Called at least once. */
    void done(LoopFuture<?> future);

    /** In words that follow "of". */
    String description();
}
