package io.sharer.loop;

import io.sharer.waits.Blockers;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A body that runs on the loop later, once or again and again, never beside itself. */
final class Timed<T extends @Nullable Object> implements Pending {
    private final LoopLife life;
    private final ScheduledLoopFuture<T> future;
    private final Callable<T> body;
    private final Object label;

    /** Zero: once. Positive: from beginning to beginning. Negative: from end to beginning. */
    private final long periodNanos;

    private long dueNanos;
    private Callable<T> next;
    private volatile WorkState state = new WorkState();
    private volatile boolean withdrawn;
    private volatile boolean cancelled;
    private volatile @Nullable Future<?> timer;

    Timed(
            LoopLife life,
            ScheduledLoopFuture<T> future,
            Callable<T> body,
            Object label,
            long delayNanos,
            long periodNanos) {
        this.life = life;
        this.future = future;
        this.body = body;
        this.label = label;
        this.periodNanos = periodNanos;
        this.dueNanos = life.now() + Math.max(0, delayNanos);
        this.next = carried();
        future.isDueAt(dueNanos, life::now);
        future.belongsTo(this);
    }

    /** The body in the context that this is called in. That of a periodic one takes it along from run to run. */
    private Callable<T> carried() {
        if (periodNanos == 0) {
            return life.config().carrier().carry(body);
        }
        return life.config().carrier().carry(() -> {
            T value = body.call();
            next = carried();
            return value;
        });
    }

    /** Has it run when it is due. */
    void arm() {
        WorkState mine = state;
        armed(mine, life.at(dueNanos, () -> run(mine)));
        if (withdrawn) {
            stopTimer();
        }
    }

    /** It may have run by now, and have been armed anew. */
    private synchronized void armed(WorkState mine, Future<?> alarm) {
        if (state == mine) {
            timer = alarm;
        }
    }

    private void stopTimer() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }

    // --- On the loop ---

    private void run(WorkState mine) {
        if (!mine.begin()) {
            return;
        }
        T value = null;
        Throwable failure = null;
        try {
            value = next.call();
        } catch (Throwable thrown) { // whatever it is, the future must tell it
            failure = thrown;
        } finally {
            mine.end();
        }
        if (failure != null) {
            failed(failure);
        } else if (periodNanos == 0) {
            future.settle(value, null);
        } else {
            again();
        }
    }

    /** Nobody looks at the future of a periodic body before its end. */
    private void failed(Throwable failure) {
        boolean told = future.settle(null, failure);
        boolean ofCancelling = cancelled && failure instanceof InterruptedException;
        if ((!told || periodNanos != 0) && !ofCancelling) {
            life.tellFailure(LoopMessages.unseenFailure(life.name(), label), failure);
        }
    }

    private void again() {
        dueNanos = periodNanos > 0 ? dueNanos + periodNanos : life.now() - periodNanos;
        future.isDueAt(dueNanos, life::now);
        state = new WorkState();
        if (!life.isOpen()) {
            // The stop has met it while it ran, and waits for nothing that has no end.
            withdraw(false);
            future.settle(null, LoopMessages.leftOver(life.name()));
        } else if (!withdrawn) {
            arm();
        }
    }

    // --- From elsewhere ---

    @Override
    public boolean withdraw(boolean byCancelling) {
        cancelled |= byCancelling;
        withdrawn = true;
        stopTimer();
        state.withdraw();
        return true;
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        if (interrupt) {
            state.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return state.isRunning();
    }

    @Override
    public boolean endsAtStop() {
        return !isRunning();
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofLoop(life, description());
    }

    @Override
    public String description() {
        return LoopMessages.describe(label) + ", which is scheduled";
    }
}
