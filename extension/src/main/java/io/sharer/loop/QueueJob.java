package io.sharer.loop;

import io.sharer.waits.Blockers;
import io.sharer.waits.Wait;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job of a work queue: done by a worker, or by whoever brings it, and told there. */
final class QueueJob extends Job implements Workers.Work {
    private final BoundedQueue queue;
    private final LoopFuture<?> future;
    private final Wait forWorker;

    /** Whether it takes one of the places of those that wait. */
    private final boolean hasPlace;

    QueueJob(BoundedQueue queue, LoopFuture<?> future, Callable<?> body, boolean hasPlace) {
        super(body, body);
        this.queue = queue;
        this.future = future;
        this.hasPlace = hasPlace;
        this.forWorker = Wait.standing(queue.workers(), () -> !state.isWaiting());
        future.belongsTo(this);
    }

    @Override
    public void run() {
        // The queue is not done under it, even if its future is done before.
        queue.outstanding().enter();
        try {
            perform();
        } finally {
            queue.outstanding().leave();
        }
    }

    @Override
    public void refused(Throwable refusal) {
        if (takeOut()) {
            future.settle(null, WorkMessages.executorRefused(queue.name(), refusal));
        }
    }

    @Override
    void begun() {
        freePlace();
    }

    @Override
    void left() {
        freePlace();
        queue.countCancelled();
    }

    private void freePlace() {
        if (hasPlace) {
            queue.freePlace();
        }
    }

    @Override
    void ran(@Nullable Object value, @Nullable Throwable failure) {
        queue.countRun(failure == null);
        if (!future.settle(value, failure) && failure != null && isToBeTold(failure)) {
            LoopLog.error(WorkMessages.unseenFailure(queue.name(), label), failure);
        }
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofWork(null, description(), state, forWorker);
    }
}
