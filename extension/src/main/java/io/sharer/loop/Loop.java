package io.sharer.loop;

import io.sharer.Channel;
import io.sharer.EventLoop;
import io.sharer.LoopBody;
import io.sharer.LoopInfo;
import io.sharer.LoopState;
import io.sharer.LoopStats;
import io.sharer.LoopTaskHandle;
import io.sharer.QueueStats;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An event loop, as users and the CDI package call it. What it does is done by the {@link LoopLife} of the moment. */
public final class Loop implements EventLoop {
    private final LoopConfig config;
    private final LoopLives lives;
    private final DeclaredTasks tasks;
    private final LoopChannels channels;

    /** A loop that is not started. */
    public Loop(LoopConfig config) {
        this.config = config;
        this.channels = new LoopChannels(this);
        this.tasks = new DeclaredTasks(this::state);
        this.lives = new LoopLives(config, tasks, channels);
    }

    @Override
    public String name() {
        return config.name();
    }

    // --- Its life ---

    @Override
    public void start() {
        lives.start();
    }

    @Override
    public void stop() {
        lives.stop(LoopLives.DEFAULT_DEADLINE);
    }

    @Override
    public void stop(Duration deadline) {
        if (deadline.isNegative()) {
            throw LoopMessages.negativeTime(name(), "deadline", deadline);
        }
        lives.stop(deadline);
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public LoopState state() {
        return lives.state();
    }

    @Override
    public void shutdown() {
        lives.beginStop(LoopLives.DEFAULT_DEADLINE);
    }

    /** As {@link #shutdown()}, with another deadline. */
    public void shutdown(Duration deadline) {
        lives.beginStop(deadline);
    }

    /**
     * Refuses new work, interrupts what runs, and fails everything else.
     *
     * @return the bodies that waited for the loop, to be run by somebody else
     */
    @Override
    public List<Runnable> shutdownNow() {
        return lives.stopNow();
    }

    @Override
    public boolean isShutdown() {
        LoopState now = state();
        return now == LoopState.STOPPING || now == LoopState.STOPPED;
    }

    @Override
    public boolean isTerminated() {
        return state() == LoopState.STOPPED;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return lives.awaitStopped(unit.toNanos(timeout));
    }

    @Override
    public boolean inLoop() {
        LoopLife life = lives.current();
        return life != null && life.inLoop();
    }

    // --- Bodies on the loop ---

    @Override
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        Objects.requireNonNull(body, "body");
        return inLoop() ? body.call() : LoopCall.call(lives, body, body);
    }

    @Override
    public void run(Runnable body) {
        Objects.requireNonNull(body, "body");
        if (inLoop()) {
            body.run();
        } else {
            LoopCall.run(lives, body);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return enqueue(body, false, body);
    }

    @Override
    public CompletableFuture<?> submit(Runnable body) {
        Objects.requireNonNull(body, "body");
        return enqueue(Executors.callable(body), false, body);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable body, T result) {
        Objects.requireNonNull(body, "body");
        return enqueue(Executors.callable(body, result), false, body);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submitStage(Callable<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        return enqueue(body, true, body);
    }

    private <T extends @Nullable Object> LoopFuture<T> enqueue(Callable<?> body, boolean returnsStage, Object label) {
        LoopLife life = lives.current();
        LoopFuture<T> future = new LoopFuture<>(life == null ? lives : life);
        RuntimeException refusal = life == null ? lives.refusal() : life.admitBody(future);
        if (refusal == null) {
            Objects.requireNonNull(life).enqueue(future, body, returnsStage, label);
        } else {
            future.settle(null, refusal);
        }
        return future;
    }

    @Override
    public void execute(Runnable body) {
        CompletableFuture<?> ignored = begin(body);
    }

    /**
     * As {@link #execute}.
     *
     * @return tells when it is over; what it throws goes to the failure handler all the same
     */
    public CompletableFuture<?> begin(Runnable body) {
        Objects.requireNonNull(body, "body");
        LoopLife life = lives.currentOrThrow();
        // Before anything is taken on: the context may have something to say against it.
        Callable<?> carried = life.config().carrier().carry(Executors.callable(body));
        LoopFuture<Object> future = new LoopFuture<>(life);
        RuntimeException refusal = life.admitBody(future);
        if (refusal != null) {
            future.settle(null, refusal);
            throw refusal;
        }
        life.post(new LoopJob(life, future, carried, false, true, body));
        return future;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> firstOf(
            Collection<? extends Callable<? extends CompletionStage<T>>> bodies) {
        List<Callable<? extends CompletionStage<T>>> all = List.copyOf(bodies);
        if (all.isEmpty()) {
            throw LoopMessages.nothingToRun(name(), "firstOf");
        }
        LoopLife life = lives.current();
        LoopFuture<T> future = new LoopFuture<>(life == null ? lives : life);
        RuntimeException refusal = life == null ? lives.refusal() : life.admit(future);
        if (refusal != null) {
            future.settle(null, refusal);
            return future;
        }
        FirstOf<T> race = new FirstOf<>(Objects.requireNonNull(life), future, all.size());
        race.start(all, body -> this.<T>enqueue(body, true, body));
        return future;
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        return new BulkLoopCalls(this).all(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        return new BulkLoopCalls(this).all(bodies, unit.toNanos(timeout));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        return new BulkLoopCalls(this).any(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new BulkLoopCalls(this).any(bodies, unit.toNanos(timeout));
    }

    // --- Later ---

    @Override
    public ScheduledFuture<?> schedule(Runnable body, long delay, TimeUnit unit) {
        Objects.requireNonNull(body, "body");
        return later(Executors.callable(body), body, unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> body, long delay, TimeUnit unit) {
        Objects.requireNonNull(body, "body");
        return later(body, body, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable body, long initialDelay, long period, TimeUnit unit) {
        return periodic(body, initialDelay, period, unit, 1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable body, long initialDelay, long delay, TimeUnit unit) {
        return periodic(body, initialDelay, delay, unit, -1);
    }

    private ScheduledFuture<?> periodic(Runnable body, long initialDelay, long period, TimeUnit unit, int sign) {
        Objects.requireNonNull(body, "body");
        if (period <= 0) {
            throw LoopMessages.noPeriod(name(), period, unit);
        }
        return later(Executors.callable(body), body, unit.toNanos(initialDelay), sign * unit.toNanos(period));
    }

    private <V extends @Nullable Object> ScheduledFuture<V> later(
            Callable<V> body, Object label, long delayNanos, long periodNanos) {
        LoopLife life = lives.currentOrThrow();
        ScheduledLoopFuture<V> future = new ScheduledLoopFuture<>(life);
        Timed<V> timed = new Timed<>(life, future, body, label, delayNanos, periodNanos);
        RuntimeException refusal = life.admit(future);
        if (refusal != null) {
            future.settle(null, refusal);
            throw refusal;
        }
        timed.arm();
        return future;
    }

    // --- Beside the loop ---

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> blocking(Callable<T> work) {
        Objects.requireNonNull(work, "work");
        LoopLife life = lives.current();
        LoopFuture<T> future = new LoopFuture<>(life == null ? lives : life);
        RuntimeException refusal = life == null ? lives.refusal() : life.admitWork(future);
        if (refusal == null) {
            Objects.requireNonNull(life).doBlocking(future, work);
        } else {
            future.settle(null, refusal);
        }
        return future;
    }

    /** Whether blocking work that is not done would wait for the calling thread, if that waited for it. */
    public boolean isInTheWayOfBlocking() {
        LoopLife life = lives.current();
        return life != null && (life.inLoop() || life.workers().isLastFree());
    }

    @Override
    public LoopTaskHandle task(String taskName, LoopBody body) {
        Objects.requireNonNull(body, "body");
        if (taskName.isBlank()) {
            throw LoopMessages.blankTaskName(name());
        }
        lives.refuseIfEnding();
        LoopTaskHandle task = tasks.declare(taskName, body);
        LoopLife life = lives.current();
        if (life != null) {
            tasks.startAll(life);
        }
        // One that has started has ended, or ends, with the loop, and may be what stops it.
        if (isShutdown() && !DeclaredTasks.hasStarted(task)) {
            task.cancel();
            lives.refuseIfEnding();
        }
        return task;
    }

    @Override
    public <T> Channel<T> channel(int capacity) {
        if (capacity < 1) {
            throw LoopMessages.noRoom(name(), capacity);
        }
        lives.refuseIfEnding();
        LoopChannel<T> channel = channels.make(capacity);
        if (isShutdown()) {
            channel.close();
            lives.refuseIfEnding();
        }
        return channel;
    }

    /** What runs the loop's futures now; {@code null} while it does not run. */
    @Nullable LoopLife life() {
        return lives.current();
    }

    /** Why nothing is taken while there is no life. */
    RuntimeException refusal() {
        return lives.refusal();
    }

    /** Whose futures are that are refused while there is no life. */
    Owner ownerOfRefused() {
        return lives;
    }

    // --- What is told ---

    @Override
    public QueueStats stats() {
        LoopLife life = lives.current();
        return lives.counts().asStats(name(), life != null && life.isBusy());
    }

    @Override
    public LoopStats loopStats() {
        return lives.stats();
    }

    /** What it looks like now, for {@link io.sharer.SharerRegistry}. */
    public LoopInfo info() {
        return new LoopInfo(loopStats(), stats());
    }

    @Override
    public String toString() {
        return "EventLoop[" + name() + ", " + state() + "]";
    }
}
