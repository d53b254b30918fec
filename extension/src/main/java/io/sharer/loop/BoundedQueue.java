package io.sharer.loop;

import io.sharer.Outcome;
import io.sharer.Work;
import io.sharer.WorkQueue;
import io.sharer.WorkQueueStats;
import io.sharer.turn.OwnThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A work queue: {@link Workers}, and {@link WaitingPlaces} for what waits for them. */
final class BoundedQueue implements WorkQueue, Owner {
    private final String name;
    private final int limit;
    private final int capacity;
    private final @Nullable OwnThreads ownThreads;
    private final Executor executor;
    private final Workers workers;
    private final WaitingPlaces places;
    private final Outstanding outstanding = new Outstanding();
    private final AtomicReference<@Nullable QueueEnd> end = new AtomicReference<>();
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    BoundedQueue(String name, int limit, int capacity, @Nullable Executor given) {
        this.name = name;
        this.limit = limit;
        this.capacity = capacity;
        OwnThreads own = given == null ? new OwnThreads("sharer-" + name) : null;
        this.ownThreads = own;
        this.executor = own == null ? Objects.requireNonNull(given) : own;
        this.workers = new Workers(name, executor, limit);
        this.places = new WaitingPlaces(name, capacity, workers);
    }

    @Override
    public String name() {
        return name;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    Workers workers() {
        return workers;
    }

    @Nullable OwnThreads ownThreads() {
        return ownThreads;
    }

    // --- Jobs ---

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> put(Callable<R> job) throws InterruptedException {
        Objects.requireNonNull(job, "job");
        LoopFuture<R> future = new LoopFuture<>(this);
        outstanding.add(future);
        boolean hasPlace = false;
        boolean begun = false;
        try {
            refuseIfClosed();
            hasPlace = places.tryTake();
            if (!hasPlace && !workers.isCurrent()) {
                places.take();
                hasPlace = true;
                refuseIfClosed();
            }
            begun = true;
        } finally {
            if (!begun) {
                if (hasPlace) {
                    freePlace();
                }
                // Nobody has it.
                outstanding.remove(future);
            }
        }
        begin(new QueueJob(this, future, job, hasPlace), hasPlace);
        return future;
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> submit(Callable<R> job) {
        Objects.requireNonNull(job, "job");
        LoopFuture<R> future = new LoopFuture<>(this);
        outstanding.add(future);
        boolean hasPlace = false;
        RuntimeException refusal = null;
        if (isClosed()) {
            refusal = WorkMessages.closed(name);
        } else {
            hasPlace = places.tryTake();
            if (!hasPlace && !workers.isCurrent()) {
                rejected.increment();
                refusal = WorkMessages.full(name, capacity);
            }
        }
        if (refusal == null) {
            begin(new QueueJob(this, future, job, hasPlace), hasPlace);
        } else {
            future.settle(null, refusal);
        }
        return future;
    }

    private void begin(QueueJob job, boolean queued) {
        if (queued) {
            workers.execute(job);
        } else {
            job.run();
        }
    }

    private void refuseIfClosed() {
        if (isClosed()) {
            throw WorkMessages.closed(name);
        }
    }

    /** Whether it takes nothing from this thread. Jobs may bring others until the deadline. */
    private boolean isClosed() {
        QueueEnd begun = end.get();
        return begun != null && (begun.isForced() || !workers.isCurrent());
    }

    void freePlace() {
        places.free();
    }

    // --- Many ---

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<T, R>> all(
            Iterable<? extends T> inputs, Work<? super T, ? extends R, ?> work) throws InterruptedException {
        List<Outcome<T, R>> outcomes = new ArrayList<>();
        this.<T, R>each(inputs, work, outcomes::add);
        return outcomes;
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> void each(
            Iterable<? extends T> inputs,
            Work<? super T, ? extends R, ?> work,
            Consumer<? super Outcome<T, R>> consumer)
            throws InterruptedException {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(consumer, "consumer");
        new OrderedWork<T, R>(this, work, consumer, limit + capacity).over(inputs);
    }

    // --- Waiting ---

    @Override
    public void join() throws InterruptedException {
        refuseInside();
        outstanding.awaitNothing(() -> Long.MAX_VALUE);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        refuseInside();
        if (timeout.isNegative()) {
            throw WorkMessages.negativeTime(name, "time-out of join", timeout);
        }
        long deadline = Deadlines.in(timeout);
        return outstanding.awaitNothing(() -> deadline - System.nanoTime());
    }

    private void refuseInside() {
        if (workers.isCurrent()) {
            throw WorkMessages.joinInside(name);
        }
    }

    // --- The end ---

    @Override
    public void close() {
        close(LoopLives.DEFAULT_DEADLINE);
    }

    @Override
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw WorkMessages.negativeTime(name, "deadline", deadline);
        }
        QueueEnd mine = new QueueEnd(this, deadline);
        boolean inside = workers.isCurrent();
        if (end.compareAndSet(null, mine)) {
            places.wakeAll();
            if (inside) {
                mine.runElsewhere();
            } else {
                mine.run();
            }
        } else if (!inside) {
            Objects.requireNonNull(end.get()).await(deadline);
        }
    }

    // --- What is told ---

    void countRun(boolean succeeded) {
        (succeeded ? done : failed).increment();
    }

    void countCancelled() {
        cancelled.increment();
    }

    @Override
    public WorkQueueStats stats() {
        return new WorkQueueStats(
                name,
                limit,
                capacity,
                workers.load().busy(),
                places.taken(),
                done.sum(),
                failed.sum(),
                rejected.sum(),
                cancelled.sum());
    }

    @Override
    public Executor dependents() {
        return executor;
    }

    @Override
    public void done(LoopFuture<?> future) {
        outstanding.remove(future);
    }

    @Override
    public String description() {
        return "the work queue '" + name + "'";
    }

    @Override
    public String toString() {
        return "WorkQueue[" + name + "]";
    }
}
