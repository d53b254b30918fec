package io.sharer.turn;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
        BodyThread.runAll(dispatch(act(handover, Dispatcher::give), BodyThread::runAll));
    }

    /**
     * As {@link #runAll}, by a thread that has come to take somebody out of the queue, or is not even a caller's: what
     * would fall to it runs on one of its own. So whatever it has still to tell does not wait for code of others.
     */
    void serveOthers(Handover handover) {
        QueuedBody<?> bodies = act(handover, passes -> onOwnThread(() -> give(passes)));
        if (bodies != null) {
            runOnOwnThread(dispatch(bodies));
        }
    }

    private void runOnOwnThread(@Nullable QueuedBody<?> body) {
        if (body != null) {
            onOwnThread(() -> BodyThread.runAll(body));
        }
    }

    /**
     * Wakes the threads and dispatches the bodies of a handover, by a thread that has an outcome to tell first: where
     * several would fall to it, the others have threads of their own.
     *
     * @param continueHere whether this thread may run one of the bodies, because it is the executor's and has nothing
     *     else to do
     * @return a body that this thread has to run
     */
    @Nullable QueuedBody<?> dispatch(Handover handover, boolean continueHere) {
        QueuedBody<?> bodies = act(handover, Dispatcher::give);
        if (continueHere && bodies != null) {
            QueuedBody<?> mine = bodies;
            QueuedBody<?> others = mine.takeNext();
            runOnOwnThread(dispatch(others));
            return mine;
        }
        return dispatch(bodies);
    }

    /** The same of a chain of bodies. */
    @Nullable QueuedBody<?> dispatch(@Nullable QueuedBody<?> chain) {
        return dispatch(chain, this::runOnOwnThread);
    }

    private @Nullable QueuedBody<?> dispatch(
            @Nullable QueuedBody<?> chain, Consumer<@Nullable QueuedBody<?>> runningHere) {
        QueuedBody<?> left = null;
        QueuedBody<?> body = chain;
        while (body != null) {
            QueuedBody<?> next = body.takeNext();
            Executor executor = queue.executor();
            Throwable refusal = body.execute(executor);
            if (refusal == null) {
                if (body.isLeftToDispatcher()) {
                    // Only readers and permits have several turns at once.
                    runningHere.accept(left);
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

    /** Runs what is not this thread's business where no other work is in its way. */
    void onOwnThread(Runnable action) {
        OwnThreads once = new OwnThreads("sharer-" + queue.config().name());
        try {
            once.execute(action);
        } catch (RuntimeException | Error noThread) {
            // Better here than never.
            action.run();
        } finally {
            once.shutdown();
        }
    }

    private @Nullable QueuedBody<?> refused(QueuedBody<?> body, Throwable refusal) {
        QueuedBody<?> next = act(queue.endUnrun(body), Dispatcher::give);
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

    private @Nullable QueuedBody<?> act(Handover handover, Consumer<List<KeyPass>> giving) {
        if (handover.ended) {
            queue.contention().ended.complete(null);
        }
        QueuedBody<?> bodies = handover.wakeThreads();
        if (!handover.passes().isEmpty()) {
            giving.accept(handover.passes());
        }
        if (handover.keptOut) {
            queue.admitUnkeyed();
        }
        if (handover.lineEmptied) {
            queue.perhapsUnused();
        }
        return bodies;
    }

    private static void give(List<KeyPass> passes) {
        passes.forEach(KeyPass::given);
    }
}
