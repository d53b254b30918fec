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
        boolean told = failure == null ? super.complete((T) value) : super.completeExceptionally(failure);
        // Whoever keeps the future shall not keep the body, and what it works on, too.
        body = null;
        return told;
    }

    @Override
    public boolean complete(T value) {
        withdraw();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        withdraw();
        return super.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        QueuedBody<T> b = body;
        if (b == null || isDone()) {
            return super.cancel(mayInterruptIfRunning);
        }
        b.withdrawCancelled();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            // Not before, lest the body's answer to its interrupt be told as its outcome.
            b.cancelBegun(mayInterruptIfRunning);
        }
        return cancelled;
    }

    @Override
    public void obtrudeValue(T value) {
        withdraw();
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        withdraw();
        super.obtrudeException(failure);
    }

    private void withdraw() {
        QueuedBody<T> b = body;
        if (b != null && !isDone()) {
            b.withdraw();
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
