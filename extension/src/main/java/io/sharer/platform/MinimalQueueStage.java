package io.sharer.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a queue that others may depend on and nothing else, as the JDK's minimal stages: whoever has it can
 * neither complete it nor ask or wait for its result. {@link #toCompletableFuture} gives a stage of the queue that
 * follows it.
 */
final class MinimalQueueStage<T extends @Nullable Object> extends QueueStage<T> {
    private final Executor turns;
    private final CapturedContext context;

    MinimalQueueStage(Executor turns, CapturedContext context) {
        super(turns, context);
        this.turns = turns;
        this.context = context;
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return lead(new QueueStage<>(turns, context));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new MinimalQueueStage<>(turns, context);
    }

    // --- Not of a stage ---

    @Override
    public boolean complete(T value) {
        throw refused();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        throw refused();
    }

    @Override
    public void obtrudeValue(T value) {
        throw refused();
    }

    @Override
    public void obtrudeException(Throwable failure) {
        throw refused();
    }

    @Override
    public T get() {
        throw refused();
    }

    @Override
    public T get(long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public T getNow(T absent) {
        throw refused();
    }

    @Override
    public T join() {
        throw refused();
    }

    @Override
    public boolean isDone() {
        throw refused();
    }

    @Override
    public boolean isCancelled() {
        throw refused();
    }

    @Override
    public boolean isCompletedExceptionally() {
        throw refused();
    }

    @Override
    public int getNumberOfDependents() {
        throw refused();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a minimal stage; ask its toCompletableFuture()");
    }
}
