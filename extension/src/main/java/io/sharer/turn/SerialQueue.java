package io.sharer.turn;

import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import io.sharer.TurnInterruptedException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
public final class SerialQueue implements SerialExecutor {
    private final TurnQueue queue;
    private final CallSettings settings;
    private final @Nullable DedicatedThread dedicated;

    /** An open queue. */
    public SerialQueue(QueueConfig config) {
        this(config, CallSettings.DEFAULT);
    }

    /** An open queue, and what calls ask of it that say nothing else. */
    public SerialQueue(QueueConfig config, CallSettings settings) {
        this(new TurnQueue(config), settings);
    }

    private SerialQueue(TurnQueue queue, CallSettings settings) {
        this.queue = queue;
        this.settings = settings;
        this.dedicated = queue.config().dedicatedThread();
    }

    @Override
    public String name() {
        return queue.name();
    }

    // --- On the caller's thread ---

    @Override
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        Objects.requireNonNull(body, "body");
        if (!RunningTurn.areAllNoted() && queue.takeAlone(body, settings)) {
            try {
                return body.call();
            } finally {
                queue.releaseAlone();
            }
        }
        if (isOutOfTheOrdinary()) {
            return call(body, body, settings, true);
        }
        if (SyncCalls.isInTurn(queue, settings)) {
            return body.call();
        }
        WaitingThread holder = SyncCalls.acquire(queue, body, settings, true, null);
        try {
            return body.call();
        } finally {
            queue.release(holder);
        }
    }

    @Override
    public void run(Runnable body) {
        Objects.requireNonNull(body, "body");
        if (!RunningTurn.areAllNoted() && queue.takeAlone(body, settings)) {
            try {
                body.run();
            } finally {
                queue.releaseAlone();
            }
            return;
        }
        if (isOutOfTheOrdinary()) {
            runNoted(body);
            return;
        }
        if (SyncCalls.isInTurn(queue, settings)) {
            body.run();
            return;
        }
        WaitingThread holder = SyncCalls.acquireUnchecked(queue, body, settings, null);
        try {
            body.run();
        } finally {
            queue.release(holder);
        }
    }

    private boolean isOutOfTheOrdinary() {
        return dedicated != null || RunningTurn.areAllNoted() || queue.holders().kept() != null;
    }

    private void runNoted(Runnable body) {
        try {
            call(Executors.callable(body), body, settings, false);
        } catch (Exception e) {
            SerialQueue.<RuntimeException>throwAsItIs(e);
        }
    }

    /** What a body throws is thrown as it is, though it may have no right to. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> void throwAsItIs(Exception thrown) throws X {
        throw (X) thrown;
    }

    /**
     * As {@link #call(Callable)}, for a body that messages call by the given label.
     *
     * @throws TurnInterruptedException in place of {@link InterruptedException} unless that is wanted
     */
    public <T extends @Nullable Object> T call(
            Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException) throws Exception {
        Objects.requireNonNull(body, "body");
        return SyncCalls.call(queue, body, label, asked, wantsInterruptedException);
    }

    /**
     * As {@link #call(Callable, Object, CallSettings, boolean)}, but the turn lasts until the transaction has completed
     * that this thread is in, if it is in one. Calls of that transaction run inline meanwhile, whatever thread makes
     * them.
     *
     * @throws io.sharer.TurnException if there is no transaction manager, or the transaction is over by the time the
     *     turn comes
     */
    public <T extends @Nullable Object> T callUntilCommit(
            Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException) throws Exception {
        Objects.requireNonNull(body, "body");
        return CallsUntilCommit.call(queue, body, label, asked, wantsInterruptedException);
    }

    // --- With a key ---

    /**
     * As {@link #call(Callable, Object, CallSettings, boolean)}, for a call with a key: it waits for those with an
     * equal key, and for those without one.
     *
     * @param key one part, or several in order; equal if they are so by {@code equals}, and arrays by what is in them
     * @throws IllegalArgumentException if the key has no part, or one that is {@code null}
     * @throws IllegalStateException if the queue has a dedicated thread
     */
    public <T extends @Nullable Object> T callKeyed(
            @Nullable Object[] key,
            Callable<T> body,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException)
            throws Exception {
        Objects.requireNonNull(body, "body");
        return KeyedCalls.call(queue, key, body, label, asked, wantsInterruptedException);
    }

    /**
     * As {@link #callUntilCommit}, for a call with a key: the transaction keeps the turn of that key.
     *
     * @param key as for {@link #callKeyed}
     */
    public <T extends @Nullable Object> T callKeyedUntilCommit(
            @Nullable Object[] key,
            Callable<T> body,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException)
            throws Exception {
        Objects.requireNonNull(body, "body");
        return KeyedCalls.callUntilCommit(queue, key, body, label, asked, wantsInterruptedException);
    }

    /** How many keys have a queue now. */
    int liveKeys() {
        KeyedQueues keys = queue.keys();
        return keys == null ? 0 : keys.size();
    }

    // --- Which turns there are ---

    /** Whether a synchronous call of this thread would run inline, in a turn that is there already. */
    public boolean isInTurn() {
        KeptTurns kept = queue.holders().kept();
        KeyedQueues keys = queue.keys();
        return queue.isInsideByCurrentThread()
                || (kept != null && kept.keepOneForThisTransaction())
                || (keys != null && keys.keepOneForThisTransaction());
    }

    /** Whether the calling thread has a turn, be it one of a key. */
    public boolean isHeldByCurrentThread() {
        return queue.isInsideByCurrentThread();
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

    /**
     * As {@link #submitAsync(Callable, Object, CallSettings)}, for a call with a key: it waits for those with an equal
     * key, and for those without one. A key with no part, or one that is {@code null}, fails the returned future with
     * an {@link IllegalArgumentException}, and so does what {@code equals} or {@code hashCode} of a part throws.
     *
     * @throws IllegalStateException if the queue has a dedicated thread
     */
    public CompletableFuture<Object> submitAsyncKeyed(
            @Nullable Object[] key, Callable<?> body, Object label, CallSettings asked) {
        Objects.requireNonNull(body, "body");
        return KeyedCalls.submit(queue, key, body, label, asked);
    }

    private <T extends @Nullable Object> CompletableFuture<T> enqueue(
            Callable<?> body, boolean returnsStage, Object label, CallSettings asked) {
        Objects.requireNonNull(body, "body");
        TurnFuture<T> future = new TurnFuture<>(queue.config().completions());
        try {
            offer(body, returnsStage, future, label, asked);
        } catch (InterruptedException e) {
            future.settle(null, SyncCalls.interrupted(queue, e));
        } catch (RuntimeException refusal) { // the queue's, or what the carrier could not take along
            future.settle(null, refusal);
        }
        return future;
    }

    private <T extends @Nullable Object> void offer(
            Callable<?> body, boolean returnsStage, TurnFuture<T> future, Object label, CallSettings asked)
            throws InterruptedException {
        Callable<?> carried = queue.config().carrier().carry(body);
        queue.enqueue(new QueuedBody<>(queue, carried, returnsStage, future, label, asked));
    }

    /** As {@link #submit(Callable)}, but a refusal is thrown. */
    <T extends @Nullable Object> Future<T> submitOrThrow(Callable<T> body) throws InterruptedException {
        TurnFuture<T> future = new TurnFuture<>(queue.config().completions());
        offer(body, false, future, body, settings);
        return future;
    }

    @Override
    public void execute(Runnable body) {
        Objects.requireNonNull(body, "body");
        Callable<?> carried = queue.config().carrier().carry(() -> {
            body.run();
            return null;
        });
        try {
            queue.enqueue(new QueuedBody<>(queue, carried, false, null, body, settings));
        } catch (InterruptedException e) {
            throw SyncCalls.interrupted(queue, e);
        }
    }

    /**
     * As {@link #execute}, for a body that somebody waits for.
     *
     * @return tells when it is over; what it throws is logged all the same
     */
    public CompletableFuture<?> begin(Runnable body) {
        Objects.requireNonNull(body, "body");
        TurnFuture<Object> future = new TurnFuture<>(queue.config().completions());
        try {
            offer(Executors.callable(body), false, future, body, settings);
        } catch (InterruptedException e) {
            throw SyncCalls.interrupted(queue, e);
        }
        return future.whenComplete((nothing, failure) -> {
            if (failure != null) {
                TurnLog.error(TurnMessages.unseenFailure(queue.name(), TurnMessages.describe(body)), failure);
            }
        });
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        return bulk().all(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        return bulk().all(bodies, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        return bulk().any(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return bulk().any(bodies, timeout, unit);
    }

    private BulkCalls bulk() {
        return new BulkCalls(this);
    }

    @Override
    public QueueStats stats() {
        return queue.stats();
    }

    /** What all queues with its settings note together. */
    public TurnTimes times() {
        return queue.config().times();
    }

    /** What it looks like now, for {@link io.sharer.SharerRegistry}. */
    public QueueInfo info() {
        return info(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The same with so many holders at most, and so many of those who wait. */
    public QueueInfo info(int mostHolders, int mostWaiters) {
        return QueueGroup.infoOf(queue, mostHolders, mostWaiters);
    }

    // --- The end ---

    @Override
    public void close() {
        close(Drain.NOTHING);
    }

    /**
     * Closes the queue as {@link #close()} does and runs the given body as its last turn, on the dedicated thread if
     * the queue has one.
     */
    public void close(Runnable last) {
        end().close(last);
    }

    private QueueEnd end() {
        return new QueueEnd(queue);
    }

    /** Who has a turn here, and who is next. */
    TurnQueue turns() {
        return queue;
    }

    /** Waits for all that is queued now, even if the executor has stopped; the queue stays open. */
    public void drain() {
        drain(Drain.NOTHING);
    }

    /** Closes the queue at once: what has not begun fails, and the given body runs as the last turn. */
    public void closeSoon(Runnable last) {
        Drain.closeSoon(queue, last);
    }

    /** Runs the given body after all that is queued now, even if the executor has stopped; the queue stays open. */
    public void drain(Runnable last) {
        end().drain(last);
    }

    @Override
    public void shutdown() {
        queue.contention().refuseNew();
        end().endThread();
    }

    /**
     * Refuses new work, interrupts the running body, and fails all that is queued.
     *
     * @return the queued bodies, which run outside any turn if somebody runs them
     */
    @Override
    public List<Runnable> shutdownNow() {
        queue.contention().refuseNew();
        List<QueuedBody<?>> left = Drain.abandonAll(queue);
        Drain.interruptHolders(queue);
        end().endThread();
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

    /** Does not note synchronous turns before somebody asks for them. */
    void leaveUnnoted() {
        RunningTurn.leaveUnnoted(queue);
    }

    /** Runs the action when the queue is closed and its last turn is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // the action's failure is nobody's business
    public final void whenEnded(Runnable action) {
        queue.contention().ended.thenRun(action);
    }

    @Override
    public String toString() {
        return "SerialExecutor[" + name() + "]";
    }
}
