package io.sharer.loop;

import io.sharer.waits.Blockers;
import io.sharer.waits.Wait;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Blocking work of a loop: done by a worker, told on the loop. */
final class WorkerJob extends Job implements Workers.Work {
    private final LoopLife life;
    private final LoopFuture<?> future;
    private final Wait forWorker;
    private final AtomicInteger waiting;

    WorkerJob(LoopLife life, LoopFuture<?> future, Callable<?> body, Object label, AtomicInteger waiting) {
        super(body, label);
        this.life = life;
        this.future = future;
        this.waiting = waiting;
        this.forWorker = Wait.standing(life.workers(), () -> !state.isWaiting());
        future.belongsTo(this);
    }

    @Override
    public void run() {
        // The loop does not stop under it, even if its future is done before.
        life.outstanding().enter();
        try {
            perform();
        } finally {
            life.outstanding().leave();
        }
    }

    @Override
    public void refused(Throwable refusal) {
        if (takeOut()) {
            RuntimeException told = LoopMessages.executorRefused(life.name(), refusal);
            life.onLoop(() -> future.settle(null, told));
        }
    }

    @Override
    void begun() {
        waiting.decrementAndGet();
    }

    @Override
    void left() {
        waiting.decrementAndGet();
    }

    @Override
    void ran(@Nullable Object value, @Nullable Throwable failure) {
        life.onLoop(() -> {
            if (!future.settle(value, failure) && failure != null && isToBeTold(failure)) {
                life.tellFailure(LoopMessages.unseenFailure(life.name(), label), failure);
            }
        });
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofWork(life, description(), state, forWorker);
    }
}
