package io.sharer.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is drained and closed by somebody who waits for it: what this thread may hold, what the dedicated thread
 * has yet to do, and who has to be told of an outcome are seen to.
 */
final class QueueEnd {
    private final TurnQueue queue;
    private final @Nullable DedicatedThread dedicated;

    QueueEnd(TurnQueue queue) {
        this.queue = queue;
        this.dedicated = queue.config().dedicatedThread();
    }

    /** Closes the queue after all that is queued now, and runs the given body as its last turn. */
    void close(Runnable last) {
        try {
            inOwnTurn(last, () -> Drain.close(queue, last));
        } finally {
            endThread();
            if (dedicated != null) {
                QueueConfig config = queue.config();
                config.end().awaitEnd(dedicated, config.graceTimeout());
            }
            finishOutcomes();
        }
    }

    /** Runs the given body after all that is queued now; the queue stays open. */
    void drain(Runnable last) {
        inOwnTurn(last, () -> Drain.drain(queue, last));
    }

    /** Lets the dedicated thread end, now or when the last turn is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // the action's failure is nobody's business
    void endThread() {
        if (dedicated != null) {
            queue.contention().ended.thenRun(dedicated::end);
        }
    }

    /** Who ends the queue need not wait for an executor that does not come; not if that is a body of it. */
    private void finishOutcomes() {
        if (!queue.isInsideByCurrentThread()) {
            Settlements.finish(List.of(queue));
        }
    }

    /** A transaction of this thread's that keeps the turn would never complete while this thread waits for it. */
    private void inOwnTurn(Runnable last, Runnable end) {
        KeptTurns.Visit inside = null;
        for (TurnQueue one : queue.withKeys()) {
            KeptTurns kept = inside == null ? one.holders().kept() : null;
            inside = kept == null ? inside : kept.enterOwn(last);
        }
        try {
            end.run();
        } finally {
            if (inside != null) {
                inside.close();
            }
        }
    }
}
