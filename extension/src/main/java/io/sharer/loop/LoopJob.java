package io.sharer.loop;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Wait;
import io.sharer.waits.WaitGraph;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A body that runs on the loop, and perhaps returns a stage, which does not hold the loop. */
final class LoopJob extends Job implements Runnable {
    private final LoopLife life;
    private final LoopFuture<?> future;
    private final boolean returnsStage;

    /** Whether nobody has the future. */
    private final boolean unseen;

    private final long since = System.nanoTime();
    private long number;
    private long startNanos;

    private volatile @Nullable CompletionStage<?> stage;

    /** What the stage waits for, as far as that can be seen. */
    private volatile @Nullable Wait stageWait;

    // Of a body whose caller waits, read after its end:
    private volatile boolean isOver;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    LoopJob(LoopLife life, LoopFuture<?> future, Callable<?> body, boolean returnsStage, boolean unseen, Object label) {
        super(body, label);
        this.life = life;
        this.future = future;
        this.returnsStage = returnsStage;
        this.unseen = unseen;
        future.belongsTo(this);
    }

    // --- On the loop ---

    @Override
    public void run() {
        perform();
    }

    @Override
    void begun() {
        long now = System.nanoTime();
        number = life.counts().begun(now - since);
        startNanos = now;
    }

    @Override
    void ran(@Nullable Object returned, @Nullable Throwable thrown) {
        if (LoopCounts.isTimed(number)) {
            life.counts().ran(number, System.nanoTime() - startNanos);
        }
        value = returned;
        failure = thrown;
        isOver = true;
        if (!returnsStage || thrown != null) {
            settle(returned, thrown);
        } else if (returned == null) {
            settle(null, LoopMessages.nullStage(life.name(), label));
        } else {
            follow((CompletionStage<?>) returned);
        }
    }

    private void follow(CompletionStage<?> returned) {
        stage = returned;
        findDeadlock(returned);
        Thread loop = Thread.currentThread();
        boolean[] following = {true};
        try {
            returned.whenComplete((result, thrown) -> {
                Throwable cause = causeOf(thrown);
                if (Thread.currentThread() == loop && following[0]) {
                    settle(result, cause);
                } else {
                    life.onLoop(() -> settle(result, cause));
                }
            });
        } catch (RuntimeException | Error thrown) { // it is the user's stage
            settle(null, thrown);
        } finally {
            following[0] = false;
        }
        if (future.isDone()) {
            // Whoever cancelled it may have come before the stage was known.
            cancelStage();
        }
    }

    /** A stage of ours may wait for somebody who waits for this. */
    private void findDeadlock(CompletionStage<?> returned) {
        if (returned instanceof Awaited awaited && returned instanceof Future<?> ours && !ours.isDone()) {
            Wait wait = Wait.ofNoThread(awaited, ours::isDone);
            stageWait = wait;
            WaitGraph.deadlock(wait).ifPresent(circle -> {
                life.deadlocked(circle);
                // What the stage says from now on is the cancelling's doing.
                withdraw(true);
                settle(null, LoopMessages.deadlock(life.description(), circle));
            });
        }
    }

    private static @Nullable Throwable causeOf(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? null : thrown.getCause();
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapped && cause != null ? cause : thrown;
    }

    private void settle(@Nullable Object result, @Nullable Throwable thrown) {
        stageWait = null;
        boolean told = future.settle(result, thrown) && !unseen;
        if (!told && thrown != null && isToBeTold(thrown)) {
            life.tellFailure(LoopMessages.unseenFailure(life.name(), label), thrown);
        }
    }

    /** Whether nobody has the future, so that somebody else must be told. */
    boolean isUnseen() {
        return unseen;
    }

    // --- From elsewhere ---

    @Override
    void left() {
        life.counts().left();
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        super.cancelBegun(interrupt);
        cancelStage();
    }

    private void cancelStage() {
        CompletionStage<?> pending = stage;
        if (pending instanceof Future<?> cancellable) {
            cancellable.cancel(true);
        }
    }

    /** Whether the body has run to its end. */
    boolean isOver() {
        return isOver;
    }

    @Nullable Object value() {
        return value;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofBody(life, description(), stageWait);
    }
}
