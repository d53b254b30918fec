package io.sharer.loop;

import io.sharer.LoopState;
import io.sharer.LoopStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The states of a loop and the way from one to the next, all of them here.
 *
 * <pre>
 *   NEW --start--&gt; RUNNING --stop--&gt; STOPPING --everything done--&gt; STOPPED --start--&gt; RUNNING ...
 *    +----------------stop------------------------------------------&gt;^
 * </pre>
 */
final class LoopLives implements Owner {
    /** How long the end may take, if nothing else is said. */
    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    private final LoopConfig config;
    private final DeclaredTasks tasks;
    private final LoopChannels channels;
    private final LoopCounts counts = new LoopCounts();
    private final ExitHook exitHook;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();

    // Written under the lock:
    private volatile LoopState state = LoopState.NEW;
    private volatile @Nullable LoopLife life;
    private @Nullable LoopEnd end;

    LoopLives(LoopConfig config, DeclaredTasks tasks, LoopChannels channels) {
        this.config = config;
        this.tasks = tasks;
        this.channels = channels;
        this.exitHook = new ExitHook(config, this::stop);
    }

    LoopState state() {
        return state;
    }

    LoopCounts counts() {
        return counts;
    }

    // --- The start ---

    void start() {
        LoopLife started;
        boolean mine = false;
        lock.lock();
        try {
            if (state == LoopState.STOPPING) {
                throw LoopMessages.startWhileStopping(config.name());
            }
            if (state != LoopState.RUNNING) {
                life = new LoopLife(config, counts);
                state = LoopState.RUNNING;
                mine = true;
            }
            started = Objects.requireNonNull(life);
        } finally {
            lock.unlock();
        }
        if (mine) {
            begin(started);
        }
        started.awaitRunning();
    }

    private void begin(LoopLife started) {
        boolean runs = false;
        try {
            started.begin();
            runs = true;
        } finally {
            if (!runs) {
                // There is no thread to be had: who waits for it is let go, and it stops as any other.
                started.giveUp();
                stop(Duration.ZERO);
            }
        }
        counts.starts.incrementAndGet();
        addExitHook(started);
        tasks.startAll(started);
    }

    /** Unless it has been stopped meanwhile, after which nobody would take the hook away. */
    private void addExitHook(LoopLife started) {
        lock.lock();
        try {
            if (life == started && state == LoopState.RUNNING) {
                exitHook.add();
            }
        } finally {
            lock.unlock();
        }
    }

    // --- The stop ---

    /** Stops the loop; waits, unless the calling thread is one of its own. */
    void stop(Duration time) {
        LoopLife stopping = life;
        boolean inside = stopping != null && stopping.isInside();
        LoopEnd mine = beginEnd(time);
        if (mine != null) {
            if (inside) {
                mine.runElsewhere();
            } else {
                mine.run();
            }
            return;
        }
        LoopEnd others = hurry(time);
        if (others != null && !inside) {
            others.await();
        }
    }

    /** Stops the loop and does not wait. */
    void beginStop(Duration time) {
        LoopEnd mine = beginEnd(time);
        if (mine == null) {
            hurry(time);
        } else {
            mine.runElsewhere();
        }
    }

    /** Stops the loop at once; returns the bodies that have not begun. */
    List<Runnable> stopNow() {
        LoopLife stopping = life;
        LoopEnd mine = beginEnd(Duration.ZERO);
        List<Runnable> left = new ArrayList<>();
        if (stopping != null) {
            for (LoopFuture<?> future : stopping.outstanding().futures()) {
                Runnable body = future.pending() instanceof LoopJob job ? job.takeOutToRun() : null;
                if (body != null) {
                    left.add(body);
                    future.settle(null, LoopMessages.leftOver(config.name()));
                }
            }
        }
        if (mine == null) {
            hurry(Duration.ZERO);
        } else {
            mine.runElsewhere();
        }
        return left;
    }

    /** The end of this life, if it had not begun; else {@code null}. */
    private @Nullable LoopEnd beginEnd(Duration time) {
        boolean neverRan = false;
        lock.lock();
        try {
            if (state == LoopState.NEW) {
                becomeStopped();
                neverRan = true;
            }
            LoopLife stopping = life;
            if (state != LoopState.RUNNING || stopping == null) {
                return null;
            }
            state = LoopState.STOPPING;
            stopping.refuseOutside();
            LoopEnd begun = new LoopEnd(stopping, time, channels::closeAll, this::ended);
            end = begun;
            return begun;
        } finally {
            lock.unlock();
            if (neverRan) {
                // Threads may wait for them already.
                channels.closeAll();
            }
        }
    }

    private @Nullable LoopEnd hurry(Duration time) {
        LoopEnd begun;
        lock.lock();
        try {
            begun = end;
        } finally {
            lock.unlock();
        }
        if (begun != null) {
            begun.hurry(time);
        }
        return begun;
    }

    private void ended() {
        lock.lock();
        try {
            exitHook.remove();
            end = null;
            life = null;
            becomeStopped();
        } finally {
            lock.unlock();
        }
    }

    private void becomeStopped() {
        state = LoopState.STOPPED;
        stopped.signalAll();
    }

    /** Waits until the loop has stopped, if it does in that time. */
    boolean awaitStopped(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (state != LoopState.STOPPED) {
                if (left <= 0) {
                    return false;
                }
                stopped.await(left, TimeUnit.NANOSECONDS);
                left = deadline - System.nanoTime();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    // --- What there is now ---

    /** The present life; {@code null} if there is none. */
    @Nullable LoopLife current() {
        return life;
    }

    LoopLife currentOrThrow() {
        LoopLife now = life;
        if (now == null) {
            throw refusal();
        }
        return now;
    }

    /** Why nothing is taken while there is no life. */
    RuntimeException refusal() {
        return state == LoopState.NEW
                ? LoopMessages.notStarted(config.name())
                : LoopMessages.notTaken(config.name(), "has stopped");
    }

    /** @throws io.sharer.QueueClosedException if the loop is stopping, or has stopped */
    void refuseIfEnding() {
        LoopState now = state;
        if (now == LoopState.STOPPING || now == LoopState.STOPPED) {
            throw LoopMessages.notTaken(config.name(), now == LoopState.STOPPING ? "is stopping" : "has stopped");
        }
    }

    LoopStats stats() {
        LoopLife now = life;
        return counts.asLoopStats(
                config.name(),
                state,
                now == null ? 0 : now.outstanding().pending(),
                now == null ? 0 : now.tasks().running(),
                config.workers(),
                now == null ? Workers.Load.NONE : now.workers().load());
    }

    // --- Of futures that are refused ---

    @Override
    public Executor dependents() {
        return dependent -> {
            throw refusal();
        };
    }

    @Override
    public void done(LoopFuture<?> future) {
        // None of them was ever taken on.
    }

    @Override
    public void deadlocked(String circle) {
        config.tellDeadlock(circle);
    }

    @Override
    public String description() {
        return "the event loop '" + config.name() + "'";
    }
}
