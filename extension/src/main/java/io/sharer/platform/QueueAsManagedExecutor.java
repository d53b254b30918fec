package io.sharer.platform;

import io.sharer.SerialExecutor;
import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a {@link ManagedExecutorService}, for code that knows that type: every task, and every asynchronous
 * function of its stages, runs in a turn of the queue. What a task's {@code ManagedTask} says is not looked at.
 */
final class QueueAsManagedExecutor implements ManagedExecutorService, Serializable {
    private static final long serialVersionUID = 1L;

    static final Class<?> TYPE = ManagedExecutorService.class;

    private static final String CONTEXT_SERVICE = "java:comp/DefaultContextService";

    private final transient SerialExecutor queue;
    private final transient CapturedContext context;
    private final Serializable passive;

    /**
     * The given queue.
     *
     * @param carrier takes the context of who attaches a function to a stage along to who runs it
     * @param passive what a passivated bean takes along in place of this; resolves to the like where it is activated
     */
    QueueAsManagedExecutor(SerialExecutor queue, ContextCarrier carrier, Serializable passive) {
        this.passive = passive;
        this.queue = queue;
        this.context = new CapturedContext(carrier);
    }

    // --- Tasks ---

    @Override
    public void execute(Runnable body) {
        queue.execute(body);
    }

    @Override
    public <T> Future<T> submit(Callable<T> body) {
        return queue.submit(body);
    }

    @Override
    public Future<?> submit(Runnable body) {
        return queue.submit(body);
    }

    @Override
    public <T> Future<T> submit(Runnable body, T result) {
        return queue.submit(body, result);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        return queue.invokeAll(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        return queue.invokeAll(bodies, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        return queue.invokeAny(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return queue.invokeAny(bodies, timeout, unit);
    }

    // --- Stages ---

    @Override
    @SuppressWarnings("NullAway") // there is no other Void than null
    public CompletableFuture<Void> runAsync(Runnable body) {
        Objects.requireNonNull(body, "body");
        QueueStage<Void> stage = newStage();
        stage.standFor(queue.submit(body, (Void) null));
        return stage;
    }

    @Override
    public <U> CompletableFuture<U> supplyAsync(Supplier<U> body) {
        Objects.requireNonNull(body, "body");
        QueueStage<U> stage = newStage();
        stage.standFor(queue.submit(body::get));
        return stage;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return newStage();
    }

    @Override
    public <U> CompletableFuture<U> completedFuture(U value) {
        QueueStage<U> stage = newStage();
        stage.complete(value);
        return stage;
    }

    @Override
    public <U> CompletionStage<U> completedStage(U value) {
        return completedFuture(value);
    }

    @Override
    public <U> CompletableFuture<U> failedFuture(Throwable failure) {
        QueueStage<U> stage = newStage();
        stage.completeExceptionally(failure);
        return stage;
    }

    @Override
    public <U> CompletionStage<U> failedStage(Throwable failure) {
        return failedFuture(failure);
    }

    @Override
    public <T> CompletableFuture<T> copy(CompletableFuture<T> other) {
        return following(other);
    }

    @Override
    public <T> CompletionStage<T> copy(CompletionStage<T> other) {
        return following(other);
    }

    private <T> CompletableFuture<T> following(CompletionStage<T> other) {
        QueueStage<T> stage = newStage();
        stage.follow(other);
        return stage;
    }

    private <U extends @Nullable Object> QueueStage<U> newStage() {
        return new QueueStage<>(queue, context);
    }

    /**
     * The container's default one, which the queue's bodies get their context from.
     *
     * @throws IllegalStateException if there is none here
     */
    @Override
    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    public ContextService getContextService() {
        try {
            return InitialContext.doLookup(CONTEXT_SERVICE);
        } catch (NamingException e) {
            throw new IllegalStateException(PlatformMessages.noContextService(queue.name(), CONTEXT_SERVICE), e);
        }
    }

    // --- The end, which the queue refuses ---

    /** Overrides {@code ExecutorService.close()} where the JDK has that. */
    public void close() {
        queue.close();
    }

    @Override
    public void shutdown() {
        queue.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return queue.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return queue.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return queue.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return queue.awaitTermination(timeout, unit);
    }

    @Override
    public String toString() {
        return queue.toString();
    }

    private Object writeReplace() {
        return passive;
    }

    @SuppressWarnings("UnusedVariable") // the signature is that of the serialisation
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a QueueAsManagedExecutor is written as what stands for it");
    }
}
