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
        boolean mine = takeTurn(queue, me) || runOthers(closing);
        DedicatedThread dedicated = queue.config().dedicatedThread();
        try {
            if (dedicated != null) {
                LastOnThread.run(queue, dedicated, last, mine);
                return;
            }
            if (mine) {
                queue.begin(me);
                RunningTurn.runLast(queue, me, last);
            } else {
                last.run();
            }
        } finally {
            if (mine) {
                queue.release(me);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes the turn if it is free; else the node, which comes last, is in line when this returns. */
    static boolean takeTurn(TurnQueue queue, WaitingThread me) {
        try {
            return queue.contention().takeOrJoin(me, CallSettings.DEFAULT);
        } catch (InterruptedException e) {
            throw new AssertionError("the last turn waits for no place", e);
        }
    }

    private boolean runOthers(boolean closing) {
        QueueConfig config = queue.config();
        contention.drainThreads.begin();
        try {
            dispatchAgain(queue);
            return (!contention.hangs && config.end().drain().await(config.drainTimeout(), this::awaitTurn))
                    || (closing ? force(config) : giveUp(config));
        } finally {
            contention.drainThreads.end();
        }
    }

    /**
     * What the executor was given and has not begun is run on threads of our own as well. Not what has a thread of its
     * own, which is to be touched by no other, and is ours anyway.
     */
    static void dispatchAgain(TurnQueue queue) {
        if (queue.config().dedicatedThread() != null) {
            return;
        }
        OwnThreads own = Objects.requireNonNull(queue.contention().drainThreads.current());
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
        if (!contention.hangs) {
            force(queue, me);
            if (config.end().grace().await(config.graceTimeout(), this::awaitTurn)) {
                return true;
            }
        }
        if (!contention.leave(me, true)) {
            return true;
        }
        DedicatedThread dedicated = config.dedicatedThread();
        TurnLog.warning(
                dedicated == null || !dedicated.isBusy()
                        ? TurnMessages.turnTakenOver(config.name(), contention.report.holder())
                        : TurnMessages.threadHangs(config.name(), dedicated.thread()));
        failHolders(queue);
        return false;
    }

    /** Interrupts those who have the turn, and fails all in line but the given one. */
    static void force(TurnQueue queue, WaitingThread me) {
        int left = queue.stats().length() - 1;
        String holder = queue.contention().report.holder();
        TurnLog.warning(TurnMessages.drainTimedOut(queue.name(), queue.config().drainTimeout(), left, holder));
        TurnEvents.drainTimedOut(queue, left, holder);
        abandonAll(queue, me);
        interruptHolders(queue);
    }

    /** Fails the bodies that have the turn, whose end nobody waits for any more. */
    static void failHolders(TurnQueue queue) {
        for (Holders.Holder holder : queue.inTheWay()) {
            if (holder.body() != null) {
                holder.body().fail(TurnMessages.leftOver(queue.name()));
            }
        }
    }

    private boolean giveUp(QueueConfig config) {
        String holder = contention.report.holder();
        TurnLog.warning(TurnMessages.notDrainedInTime(config.name(), config.drainTimeout(), holder));
        TurnEvents.drainTimedOut(queue, queue.stats().length() - 1, holder);
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
        List<Holders.Holder> interrupted = new ArrayList<>();
        for (TurnQueue one : queue.withKeys()) {
            // A key's queue may have been made by a running body meanwhile.
            one.contention().refuseNew();
            interrupted.addAll(one.contention().interrupts.interruptAll());
        }
        // Not before, for the turn may come to this very thread then.
        for (Holders.Holder holder : interrupted) {
            QueuedBody<?> body = holder.body();
            if (body != null) {
                body.endStage(TurnMessages.leftOver(queue.name()));
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
