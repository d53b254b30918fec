package io.sharer.it.server;

import io.sharer.CallScoped;
import io.sharer.LoopTask;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.CompletableFuture;

/** Has to be prepared before a task can run and its pool be filled, as many an application has to be. */
@ApplicationScoped
class Opening {
    private final CompletableFuture<Boolean> foundByTask = new CompletableFuture<>();
    private final CompletableFuture<Boolean> foundByPool = new CompletableFuture<>();
    private volatile boolean prepared;

    void prepare(@Observes @Initialized(ApplicationScoped.class) Object started) {
        prepared = true;
    }

    @LoopTask
    void run() {
        foundByTask.complete(prepared);
    }

    /** Not before the application has started, though it may be before its observers hear of that. */
    @Produces
    @CallScoped
    @Pooled(minSize = 1, maxSize = 1)
    Runnable made() {
        foundByPool.complete(prepared);
        return () -> {};
    }

    CompletableFuture<Boolean> foundByTask() {
        return foundByTask;
    }

    CompletableFuture<Boolean> foundByPool() {
        return foundByPool;
    }
}
