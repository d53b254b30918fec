package io.sharer.cdi;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A bean with a queue of its own, for bodies that each test brings along. */
@Shared
@ApplicationScoped
class Desk {
    @Inject
    SerialExecutor queue;

    <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return body.call();
    }

    void run(Runnable body) {
        body.run();
    }

    <T extends @Nullable Object> CompletionStage<T> stage(Callable<? extends CompletionStage<T>> body)
            throws Exception {
        return body.call();
    }

    <T extends @Nullable Object> CompletableFuture<T> completableFuture(Callable<CompletableFuture<T>> body)
            throws Exception {
        return body.call();
    }

    <T extends @Nullable Object> Future<T> future(Callable<? extends Future<T>> body) throws Exception {
        return body.call();
    }

    @Unshared
    <T extends @Nullable Object> T free(Callable<T> body) throws Exception {
        return body.call();
    }

    /** The queue, to look at it from outside. */
    @Unshared
    SerialExecutor queue() {
        return queue;
    }
}
