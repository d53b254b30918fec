package io.sharer.turn;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import io.sharer.TurnInterruptedException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@link TurnQueue} as an executor: what users, and the CDI package, call. */
public final class SerialQueue extends AbstractExecutorService implements SerialExecutor {
    private final TurnQueue queue;
    private final CallSettings settings;

    /** An open queue. */
    public SerialQueue(QueueConfig config) {
        this(config, CallSettings.DEFAULT);
    }

    /** An open queue, and what calls ask of it that say nothing else. */
    public SerialQueue(QueueConfig config, CallSettings settings) {
        this.queue = new TurnQueue(config);
        this.settings = settings;
    }

    @Override
    public String name() {
        return queue.config().name();
    }

    // --- On the caller's thread ---

    @Override
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return call(body, body, settings, true);
    }

    /**
     * As {@link #call(Callable)}, for a body that messages call by the given label.
     *
     * @throws TurnInterruptedException in place of {@link InterruptedException} unless that is wanted
     */
    public <T extends @Nullable Object> T call(
            Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException) throws Exception {
        Objects.requireNonNull(body, "body");
        if (isInTurn(asked)) {
            return body.call();
        }
        WaitingThread holder = wantsInterruptedException ? queue.acquire(label, asked) : acquireUnchecked(label, asked);
        try {
            return body.call();
        } finally {
            queue.release(holder);
        }
    }

    @Override
    public void run(Runnable body) {
        Objects.requireNonNull(body, "body");
        if (isInTurn(settings)) {
            body.run();
            return;
        }
        WaitingThread holder = acquireUnchecked(body, settings);
        try {
            body.run();
        } finally {
            queue.release(holder);
        }
    }

    /** Whether the calling thread has a turn. */
    public boolean isHeldByCurrentThread() {
        return queue.isHeldByCurrentThread();
    }

    /** Whether this thread has a turn that such a call may run in. */
    private boolean isInTurn(CallSettings asked) {
        if (!queue.isHeldByCurrentThread()) {
            return false;
        }
        if (!asked.read() && queue.holders().readsOnly(Thread.currentThread())) {
            throw TurnMessages.upgrade(name());
        }
        return true;
    }

    private @Nullable WaitingThread acquireUnchecked(Object label, CallSettings asked) {
        try {
            return queue.acquire(label, asked);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private TurnInterruptedException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return TurnMessages.interrupted(name(), cause);
    }

    // --- On the executor ---

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> body) {
        return enqueue(body, false, body, settings);
    }

    @Override
    public CompletableFuture<?> submit(Runnable body) {
        Objects.requireNonNull(body, "body");
        return enqueue(Executors.callable(body), false, body, settings);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable body, T result) {
        Objects.requireNonNull(body, "body");
        return enqueue(Executors.callable(body, result), false, body, settings);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submitStage(Callable<? extends CompletionStage<T>> body) {
        return enqueue(body, true, body, settings);
    }

    /**
     * Queues a body that returns a stage or a done {@link Future}, and lasts until that is done, under the given label.
     * Rejection and closing fail the returned future.
     */
    public CompletableFuture<Object> submitAsync(Callable<?> body, Object label, CallSettings asked) {
        return enqueue(body, true, label, asked);
    }

    private <T extends @Nullable Object> CompletableFuture<T> enqueue(
            Callable<?> body, boolean returnsStage, Object label, CallSettings asked) {
        Objects.requireNonNull(body, "body");
        QueueConfig config = queue.config();
        TurnFuture<T> future = new TurnFuture<>(config.executor());
        try {
            queue.enqueue(new QueuedBody<>(queue, config.carrier().carry(body), returnsStage, future, label, asked));
        } catch (InterruptedException e) {
            future.settle(null, interrupted(e));
        } catch (RuntimeException refusal) { // the queue's, or what the carrier could not take along
            future.settle(null, refusal);
        }
        return future;
    }

    @Override
    public void execute(Runnable body) {
        Objects.requireNonNull(body, "body");
        Callable<?> carried = queue.config().carrier().carry(Executors.callable(body));
        try {
            queue.enqueue(new QueuedBody<>(queue, carried, false, null, body, settings));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        refuseInsideTurn("invokeAll");
        return super.invokeAll(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        refuseInsideTurn("invokeAll");
        return super.invokeAll(bodies, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        refuseInsideTurn("invokeAny");
        return super.invokeAny(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        refuseInsideTurn("invokeAny");
        return super.invokeAny(bodies, timeout, unit);
    }

    private void refuseInsideTurn(String method) {
        if (queue.isHeldByCurrentThread()) {
            throw TurnMessages.waitInsideTurn(name(), method);
        }
    }

    @Override
    public QueueStats stats() {
        return queue.stats();
    }

    // --- The end ---

    @Override
    public void close() {
        close(() -> {});
    }

    /** Closes the queue as {@link #close()} does and runs the given body as its last turn. */
    public void close(Runnable last) {
        Drain.close(queue, last);
    }

    /** Closes the queue at once: what has not begun fails, and the given body runs as the last turn. */
    public void closeSoon(Runnable last) {
        Drain.closeSoon(queue, last);
    }

    /** Runs the given body after all that is queued now, even if the executor has stopped; the queue stays open. */
    public void drain(Runnable last) {
        Drain.drain(queue, last);
    }

    @Override
    public void shutdown() {
        queue.contention().refuseNew();
    }

    /**
     * Refuses new work, interrupts the running body, and fails all that is queued.
     *
     * @return the queued bodies, which run outside any turn if somebody runs them
     */
    @Override
    public List<Runnable> shutdownNow() {
        queue.contention().refuseNew();
        List<QueuedBody<?>> left = queue.contention().abandon(null);
        Drain.failAll(queue, left);
        Drain.interruptHolders(queue);
        return left.stream().map(QueuedBody::asLeftOver).toList();
    }

    @Override
    public boolean isShutdown() {
        return queue.isClosed();
    }

    @Override
    public boolean isTerminated() {
        return queue.isClosed() && queue.contention().ended.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            queue.contention().ended.get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e); // it is never completed exceptionally
        }
    }

    /** Runs the action when the queue is closed and its last turn is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // the action's failure is nobody's business
    void whenEnded(Runnable action) {
        queue.contention().ended.thenRun(action);
    }

    @Override
    public String toString() {
        return "SerialExecutor[" + name() + "]";
    }
}
