package io.sharer.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future of a queued body. Any completion from outside takes the body out of its queue; dependents that run
 * asynchronously do so on the queue's executor.
 */
final class TurnFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Executor executor;
    private @Nullable QueuedBody<T> body;

    TurnFuture(Executor executor) {
        this.executor = executor;
    }

    /** Before anybody else has this future. */
    void belongsTo(QueuedBody<T> queued) {
        body = queued;
    }

    /** Completes from inside: the body's turn is over. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a T is what the body gives, null only if T includes it
    boolean settle(@Nullable Object value, @Nullable Throwable failure) {
        return failure == null ? super.complete((T) value) : super.completeExceptionally(failure);
    }

    @Override
    public boolean complete(T value) {
        withdraw(false, false);
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        withdraw(false, false);
        return super.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        withdraw(true, mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public void obtrudeValue(T value) {
        withdraw(false, false);
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        withdraw(false, false);
        super.obtrudeException(failure);
    }

    private void withdraw(boolean cancel, boolean interrupt) {
        QueuedBody<T> b = body;
        if (b != null && !isDone()) {
            b.withdraw(cancel, interrupt);
        }
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new TurnFuture<>(executor);
    }
}
