package io.sharer.loop;

import io.sharer.turn.DedicatedThread;
import io.sharer.turn.OwnThreads;
import io.sharer.turn.TurnTimer;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One life of a loop, from a start to the stop: its thread, its workers and its timer, and what it has taken on.
 *
 * <p>{@code OPEN} takes everything; {@code STOPPING} what the loop's own threads ask for; {@code FORCED} nothing but
 * what follows from what is done already; {@code CLOSED} nothing.
 */
final class LoopLife implements Owner {
    private enum Phase {
        OPEN,
        STOPPING,
        FORCED,
        CLOSED
    }

    private final LoopConfig config;
    private final LoopCounts counts;
    private final Failures failures;
    private final Outstanding outstanding = new Outstanding();
    private final @Nullable OwnThreads ownThreads;
    private final Workers workers;
    private final TurnTimer timer;
    private final DedicatedThread thread;
    private final LoopWatch watch;
    private final RunningTasks tasks;
    private final AtomicInteger waitingWork = new AtomicInteger();
    private final CountDownLatch runs = new CountDownLatch(1);
    private final Executor dependents = this::executeDependent;
    private volatile Phase phase = Phase.OPEN;

    LoopLife(LoopConfig config, LoopCounts counts) {
        this.config = config;
        this.counts = counts;
        this.failures = new Failures(config.name(), config.failures(), counts.failures);
        Executor given = config.executor();
        OwnThreads own = given == null ? new OwnThreads("sharer-" + config.name() + "-worker") : null;
        this.ownThreads = own;
        this.workers = new Workers(config.name(), own == null ? Objects.requireNonNull(given) : own, config.workers());
        TurnTimer shared = config.timer();
        this.timer = shared == null ? new TurnTimer("sharer-timer-" + config.name()) : shared;
        this.thread = new DedicatedThread("sharer-" + config.name(), config.threads(), dependents);
        this.watch = new LoopWatch(config.name(), thread, timer, config.watchdog(), counts.blocked);
        this.tasks = new RunningTasks(this, config);
    }

    // --- What it consists of ---

    String name() {
        return config.name();
    }

    LoopConfig config() {
        return config;
    }

    LoopCounts counts() {
        return counts;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    Workers workers() {
        return workers;
    }

    RunningTasks tasks() {
        return tasks;
    }

    DedicatedThread dedicated() {
        return thread;
    }

    /** The loop's thread, once there is one. */
    @Nullable Thread thread() {
        return thread.thread();
    }

    boolean inLoop() {
        return thread.isCurrent();
    }

    boolean isBusy() {
        return watch.isBusy();
    }

    /** Whether the calling thread is the loop, or one that works for it, and could not wait for its end. */
    boolean isInside() {
        return inLoop() || workers.isCurrent() || tasks.isCurrent();
    }

    // --- The start ---

    /** Starts the thread. */
    void begin() {
        post(runs::countDown);
    }

    /** Waits until the thread runs; an interrupt is kept for later. */
    void awaitRunning() {
        boolean interrupted = false;
        while (runs.getCount() != 0) {
            try {
                runs.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is no thread: who waits for it waits no more. */
    void giveUp() {
        runs.countDown();
    }

    // --- Admission ---

    /** Takes a future on. Returns why not, if it may not come any more. */
    @Nullable RuntimeException admit(LoopFuture<?> future) {
        outstanding.add(future);
        Phase now = phase;
        if (now == Phase.OPEN || (now == Phase.STOPPING && isInside())) {
            return null;
        }
        return LoopMessages.notTaken(name(), now == Phase.CLOSED ? "has stopped" : "is stopping");
    }

    /** As {@link #admit(LoopFuture)}, for a body that has to wait for the loop. */
    @Nullable RuntimeException admitBody(LoopFuture<?> future) {
        RuntimeException refusal = admit(future);
        if (refusal == null && counts.waiting.incrementAndGet() > config.capacity() && config.capacity() > 0) {
            counts.waiting.decrementAndGet();
            counts.refused(config);
            refusal = LoopMessages.full(name(), "bodies wait for the loop", config.capacity());
        }
        return refusal;
    }

    /** As {@link #admit(LoopFuture)}, for work that has to wait for a worker. */
    @Nullable RuntimeException admitWork(LoopFuture<?> future) {
        RuntimeException refusal = admit(future);
        if (refusal == null && waitingWork.incrementAndGet() > limitOfWork()) {
            waitingWork.decrementAndGet();
            counts.refused(config);
            refusal = LoopMessages.full(name(), "pieces of blocking work wait for a worker", config.capacity());
        }
        return refusal;
    }

    /** What a free worker is about to begin does not wait. */
    private int limitOfWork() {
        return config.capacity() == 0
                ? Integer.MAX_VALUE
                : config.capacity()
                        + Math.max(0, config.workers() - workers.load().busy());
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Takes nothing from outside any more. */
    void refuseOutside() {
        phase = Phase.STOPPING;
    }

    /** Takes no more than the dependents of what ends. */
    void refuseNew() {
        phase = Phase.FORCED;
    }

    /** Takes nothing any more. */
    void refuseAll() {
        phase = Phase.CLOSED;
    }

    // --- On the loop ---

    /** Runs the action on the loop, after all that it was given before. */
    void post(Runnable action) {
        thread.execute(() -> step(action));
    }

    private void step(Runnable action) {
        watch.begin();
        try {
            action.run();
        } finally {
            watch.end();
        }
    }

    /** Runs a body on the loop that was admitted. What its context has to say against that fails the future. */
    void enqueue(LoopFuture<?> future, Callable<?> body, boolean returnsStage, Object label) {
        Callable<?> carried;
        try {
            carried = config.carrier().carry(body);
        } catch (RuntimeException refusal) {
            counts.waiting.decrementAndGet();
            future.settle(null, refusal);
            return;
        }
        post(new LoopJob(this, future, carried, returnsStage, false, label));
    }

    /** Does blocking work that was admitted. */
    void doBlocking(LoopFuture<?> future, Callable<?> work) {
        Callable<?> carried;
        try {
            carried = config.carrier().carry(work);
        } catch (RuntimeException refusal) {
            waitingWork.decrementAndGet();
            future.settle(null, refusal);
            return;
        }
        workers.execute(new WorkerJob(this, future, carried, work, waitingWork));
    }

    /** Runs what completes a future on the loop or, if that is over, here. */
    void onLoop(Runnable action) {
        if (phase == Phase.CLOSED) {
            action.run();
        } else {
            post(action);
        }
    }

    TurnTimer timer() {
        return timer;
    }

    /** The time that it goes by. */
    long now() {
        return timer.now();
    }

    /**
     * Runs the action on the loop at that time, unless it is over by then. The action sees to it that it runs once: a
     * given time that has come meanwhile is not waited for to move once more.
     */
    Future<?> at(long date, Runnable action) {
        Future<?> alarm = timer.scheduleAt(() -> onLoop(action), date);
        if (timer.isGiven() && timer.now() - date >= 0) {
            alarm.cancel(false);
            onLoop(action);
        }
        return alarm;
    }

    @Override
    public Executor dependents() {
        return dependents;
    }

    private void executeDependent(Runnable dependent) {
        outstanding.enter();
        if (phase == Phase.CLOSED) {
            outstanding.leave();
            throw LoopMessages.notTaken(name(), "has stopped");
        }
        post(() -> {
            try {
                dependent.run();
            } finally {
                outstanding.leave();
            }
        });
    }

    @Override
    public void done(LoopFuture<?> future) {
        outstanding.remove(future);
    }

    @Override
    public void deadlocked(String circle) {
        config.tellDeadlock(circle);
    }

    @Override
    public String description() {
        return "the event loop '" + name() + "'";
    }

    /** Tells of a failure that no future tells. */
    void tellFailure(String text, Throwable failure) {
        failures.tell(text, failure, this::nowOrOnLoop);
    }

    private void nowOrOnLoop(Runnable action) {
        try {
            if (inLoop()) {
                action.run();
            } else {
                executeDependent(action);
            }
        } catch (RejectedExecutionException ended) {
            action.run();
        }
    }

    // --- The end ---

    /** Ends what is the loop's own beside its thread. */
    void endThreads() {
        if (ownThreads != null) {
            ownThreads.shutdown();
        }
        watch.stop();
        if (config.timer() == null) {
            timer.stop();
        }
    }

    /** The own threads of the workers, if they have such. */
    @Nullable OwnThreads ownThreads() {
        return ownThreads;
    }
}
