package io.sharer.cdi.scope;

import io.sharer.scope.ScopeHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an asynchronous method gets: done as the stage is that the method returned, after the method's
 * scope has ended. Cancelling it cancels that stage.
 */
final class ManagedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final CompletionStage<T> stage;

    private ManagedFuture(CompletionStage<T> stage) {
        this.stage = stage;
    }

    static <T extends @Nullable Object> ManagedFuture<T> of(CompletionStage<T> stage, ScopeHandle scope) {
        ManagedFuture<T> future = new ManagedFuture<>(stage);
        CompletionStage<T> ignored = stage.whenComplete((value, failure) -> future.end(scope, value, failure));
        return future;
    }

    private void end(ScopeHandle scope, T value, @Nullable Throwable failure) {
        Throwable own = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
        CompletableFuture<?> ignored =
                scope.closeLater().whenComplete((ended, onRelease) -> settle(value, own, onRelease));
    }

    private void settle(T value, @Nullable Throwable failure, @Nullable Throwable onRelease) {
        if (failure == null && onRelease == null) {
            complete(value);
            return;
        }
        if (failure != null && onRelease != null && failure != onRelease) {
            failure.addSuppressed(onRelease);
        }
        completeExceptionally(failure == null ? onRelease : failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        try {
            stage.toCompletableFuture().cancel(mayInterruptIfRunning);
        } catch (UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stage cannot be cancelled, so its scope lasts until it is done.", e);
        }
        return super.cancel(mayInterruptIfRunning);
    }
}
