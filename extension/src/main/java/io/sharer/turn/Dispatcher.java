package io.sharer.turn;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives bodies that have a turn to the executor or, while the queue is drained, to threads of our own.
 *
 * <p>A body that the executor would run on the very thread that gives it is left to that thread, so that a chain of
 * them makes no deep stack.
 */
final class Dispatcher {
    private final TurnQueue queue;

    Dispatcher(TurnQueue queue) {
        this.queue = queue;
    }

    /** Wakes the threads and dispatches the bodies of a handover, and runs those that fall to this thread. */
    void runAll(Handover handover) {
        BodyThread.runAll(dispatch(handover, false));
    }

    /**
     * Wakes the threads and dispatches the bodies of a handover.
     *
     * @param continueHere whether this thread may run one of the bodies, because it is the executor's and has nothing
     *     else to do
     * @return a body that this thread has to run
     */
    @Nullable QueuedBody<?> dispatch(Handover handover, boolean continueHere) {
        QueuedBody<?> bodies = act(handover);
        if (continueHere && bodies != null) {
            QueuedBody<?> mine = bodies;
            QueuedBody<?> others = mine.takeNext();
            BodyThread.runAll(dispatch(others));
            return mine;
        }
        return dispatch(bodies);
    }

    /** Dispatches a chain of bodies; returns one that this thread has to run. */
    @Nullable QueuedBody<?> dispatch(@Nullable QueuedBody<?> chain) {
        QueuedBody<?> left = null;
        QueuedBody<?> body = chain;
        while (body != null) {
            QueuedBody<?> next = body.takeNext();
            Executor executor = queue.executor();
            Throwable refusal = body.execute(executor);
            if (refusal == null) {
                if (body.isLeftToDispatcher()) {
                    // Only readers and permits have several turns at once.
                    BodyThread.runAll(left);
                    left = body;
                }
                body = next;
            } else if (executor == queue.executor()) {
                body = body.endGiven() ? append(next, refused(body, refusal)) : next;
            } else {
                // Draining has begun or ended meanwhile: once more.
                body.behind = next;
            }
        }
        return left;
    }

    /** Runs what is not this thread's business on the executor, or else on a thread of our own. */
    void elsewhere(Runnable action) {
        try {
            queue.completions().execute(action);
        } catch (RuntimeException | Error refusal) {
            onOwnThread(action);
        }
    }

    /** As {@link #elsewhere}, but never here, even if the executor would run it on the thread that gives it. */
    void onAnotherThread(Runnable action) {
        Thread here = Thread.currentThread();
        boolean[] left = new boolean[1];
        // What an executor keeps for later it may run on any thread.
        AtomicBoolean giving = new AtomicBoolean(true);
        elsewhere(() -> {
            if (giving.get() && Thread.currentThread() == here) {
                left[0] = true;
            } else {
                action.run();
            }
        });
        giving.set(false);
        if (left[0]) {
            onOwnThread(action);
        }
    }

    /** Runs what is not this thread's business where no other work is in its way. */
    void onOwnThread(Runnable action) {
        if (!isRunOnOwnThread(action)) {
            // Better here than never.
            action.run();
        }
    }

    /** Runs the action on a thread of its own; false if there is none to be had. */
    boolean isRunOnOwnThread(Runnable action) {
        OwnThreads once = new OwnThreads("sharer-" + queue.config().name());
        try {
            once.execute(action);
            return true;
        } catch (RuntimeException | Error noThread) {
            return false;
        } finally {
            once.shutdown();
        }
    }

    private @Nullable QueuedBody<?> refused(QueuedBody<?> body, Throwable refusal) {
        QueuedBody<?> next = act(queue.endUnrun(body));
        body.fail(TurnMessages.executorRefused(queue.name(), refusal));
        return next;
    }

    private static @Nullable QueuedBody<?> append(@Nullable QueuedBody<?> chain, @Nullable QueuedBody<?> more) {
        if (chain == null) {
            return more;
        }
        Waiting last = chain;
        while (last.behind != null) {
            last = last.behind;
        }
        last.behind = more;
        return chain;
    }

    private @Nullable QueuedBody<?> act(Handover handover) {
        if (handover.ended) {
            queue.contention().ended.complete(null);
        }
        QueuedBody<?> bodies = handover.wakeThreads();
        handover.passes().forEach(KeyPass::given);
        if (handover.keptOut) {
            queue.admitUnkeyed();
        }
        if (handover.lineEmptied) {
            queue.perhapsUnused();
        }
        return bodies;
    }
}
