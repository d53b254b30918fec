package io.sharer.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the last turn of a queue: the one after all that is queued, which bodies of the queue's end, such as
 * {@code @PreDestroy}, run in.
 *
 * <p>While it waits, queued bodies run on threads of our own: at shutdown the container's executor has stopped, and may
 * have taken bodies that it will never run.
 */
final class Drain {
    /** No last body, so nothing needs a thread to run on. */
    static final Runnable NOTHING = () -> {};

    private final TurnQueue queue;
    private final Contention contention;
    private final WaitingThread me;
    private boolean interrupted;

    private Drain(TurnQueue queue, Object label) {
        this.queue = queue;
        this.contention = queue.contention();
        this.me = WaitingThread.forLastTurn(label);
    }

    /** Closes the queue for good and runs the last body. */
    static void close(TurnQueue queue, Runnable last) {
        queue.contention().refuseNew();
        if (queue.isInsideByCurrentThread()) {
            abandonAll(queue);
            last.run();
        } else {
            new Drain(queue, last).drain(last, true);
        }
    }

    /** Closes the queue for good, fails what has no turn yet, and runs the last body after those that have one. */
    static void closeSoon(TurnQueue queue, Runnable last) {
        queue.contention().refuseNew();
        abandonAll(queue);
        close(queue, last);
    }

    /** Runs the body after all that is queued now; the queue stays open. */
    static void drain(TurnQueue queue, Runnable last) {
        if (queue.isInsideByCurrentThread()) {
            last.run();
        } else {
            new Drain(queue, last).drain(last, false);
        }
    }

    private void drain(Runnable last, boolean closing) {
        boolean mine = takeTurn() || runOthers(closing);
        DedicatedThread dedicated = queue.config().dedicatedThread();
        try {
            if (dedicated != null) {
                LastOnThread.run(queue, dedicated, last, mine);
                return;
            }
            if (mine) {
                queue.begin(me);
            }
            last.run();
        } finally {
            if (mine) {
                queue.release(me);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean takeTurn() {
        try {
            return contention.takeOrJoin(me, CallSettings.DEFAULT);
        } catch (InterruptedException e) {
            throw new AssertionError("the last turn waits for no place", e);
        }
    }

    private boolean runOthers(boolean closing) {
        QueueConfig config = queue.config();
        contention.drainThreads.begin();
        try {
            dispatchAgain();
            return awaitTurn(config.drainTimeout()) || (closing ? force(config) : giveUp(config));
        } finally {
            contention.drainThreads.end();
        }
    }

    /** What the executor was given and has not begun is run on threads of our own as well. */
    private void dispatchAgain() {
        OwnThreads own = Objects.requireNonNull(contention.drainThreads.current());
        for (TurnQueue one : queue.withKeys()) {
            for (Holders.Holder holder : one.holders().all()) {
                QueuedBody<?> body = holder.body();
                if (body != null && !body.isClaimed()) {
                    // Not the chain that it may be in, which is the business of whoever dispatches that.
                    own.execute(() -> BodyThread.runAll(body));
                }
            }
        }
    }

    /** The time is over, or this thread was interrupted: whatever can be ended is ended. */
    private boolean force(QueueConfig config) {
        TurnLog.warning(TurnMessages.drainTimedOut(
                config.name(), config.drainTimeout(), queue.stats().length() - 1, contention.report.holder()));
        abandonAll(queue, me);
        interruptHolders(queue);
        if (awaitTurn(config.graceTimeout()) || !contention.leave(me, true)) {
            return true;
        }
        DedicatedThread dedicated = config.dedicatedThread();
        TurnLog.warning(
                dedicated == null || !dedicated.isBusy()
                        ? TurnMessages.turnTakenOver(config.name(), contention.report.holder())
                        : TurnMessages.threadHangs(config.name(), dedicated.thread()));
        for (Holders.Holder holder : queue.inTheWay()) {
            if (holder.body() != null) {
                holder.body().fail(TurnMessages.leftOver(config.name()));
            }
        }
        return false;
    }

    private boolean giveUp(QueueConfig config) {
        TurnLog.warning(
                TurnMessages.notDrainedInTime(config.name(), config.drainTimeout(), contention.report.holder()));
        return !contention.leave(me, true);
    }

    /** Whether the turn came in time. An interrupt ends the waiting. */
    private boolean awaitTurn(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (me.status != WaitingThread.Status.GRANTED) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                interrupted = true;
                return false;
            }
            LockSupport.parkNanos(queue, left);
        }
        return true;
    }

    /**
     * Interrupts the running bodies of a closed queue and of its keys, whoever runs them, or cancels the stages that
     * they wait for.
     */
    static void interruptHolders(TurnQueue queue) {
        for (TurnQueue one : queue.withKeys()) {
            // A key's queue may have been made by a running body meanwhile.
            one.contention().refuseNew();
            for (Holders.Holder holder : one.contention().interrupts.interruptAll()) {
                QueuedBody<?> body = holder.body();
                if (body != null) {
                    body.cancelStage();
                }
            }
        }
    }

    /**
     * Fails all that is in the lines of a closed queue and of its keys, which take nothing more; returns the bodies.
     */
    static List<QueuedBody<?>> abandonAll(TurnQueue queue) {
        return abandonAll(queue, null);
    }

    private static List<QueuedBody<?>> abandonAll(TurnQueue queue, @Nullable WaitingThread allBut) {
        List<QueuedBody<?>> all = new ArrayList<>();
        for (TurnQueue one : queue.withKeys()) {
            one.contention().refuseNew();
            List<QueuedBody<?>> bodies = one.contention().abandon(allBut);
            bodies.forEach(body -> body.fail(TurnMessages.leftOver(one.name())));
            all.addAll(bodies);
        }
        return all;
    }
}
