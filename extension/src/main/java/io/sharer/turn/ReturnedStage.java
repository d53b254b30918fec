package io.sharer.turn;

import io.sharer.waits.Wait;
import io.sharer.waits.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The stage that a body has returned, which has the body's turn until it is done.
 *
 * <p>Who ends the turn is settled by one word: the thread that ran the body if it finds the stage done, else whoever
 * completes the stage, or finds that it never will be.
 */
final class ReturnedStage {
    private static final VarHandle PHASE;

    private static final int RETURNED = 0;
    private static final int LEFT_BEHIND = 1;
    private static final int DONE = 2;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(ReturnedStage.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final QueuedBody<?> body;
    private final CompletionStage<?> stage;

    /** What the turn waits for, if that is one of our own futures; nothing else can be looked into. */
    private volatile @Nullable Wait wait;

    private final @Nullable Wait first;

    @SuppressWarnings("UnusedVariable") // read through PHASE
    private volatile int phase;

    /** Of a stage that was done before the turn was left to it. */
    private @Nullable Outcome outcome;

    /** Why the queue itself has cancelled the stage, if it has. */
    private volatile @Nullable Throwable cancelledFor;

    /** Set when the stage is done: whoever is last inside the turn ends it. */
    private volatile @Nullable Outcome last;

    ReturnedStage(QueuedBody<?> body, CompletionStage<?> stage) {
        this.body = body;
        this.stage = stage;
        this.first = willBeLeft();
    }

    /** The turn is about to be left to the stage, for the first time or again: that is a wait of its own. */
    @Nullable Wait willBeLeft() {
        Wait next = stage instanceof TurnFuture<?> ours ? Wait.ofNoThread(ours, ours::isDone) : null;
        wait = next;
        return next;
    }

    /** Leaves the turn to the stage; false if that is done already, so that this thread has to end the turn. */
    boolean leaveBehind() {
        try {
            stage.whenComplete(this::done);
        } catch (Throwable thrown) { // a stage of somebody else's making: its failure is the body's
            if (PHASE.compareAndSet(this, RETURNED, DONE)) {
                outcome = new Outcome(null, thrown);
            }
            return false;
        }
        if (!PHASE.compareAndSet(this, RETURNED, LEFT_BEHIND)) {
            return false;
        }
        findDeadlock(first);
        return true;
    }

    /** A turn that waits for another of our futures may have closed a circle: then it does not go on waiting. */
    private void findDeadlock(@Nullable Wait now) {
        if (now != null) {
            WaitGraph.deadlock(now).ifPresent(circle -> {
                if (PHASE.compareAndSet(this, LEFT_BEHIND, DONE)) {
                    end(new Outcome(null, TurnEvents.deadlockOfStage(body.queue(), circle)));
                }
            });
        }
    }

    private void done(@Nullable Object result, @Nullable Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        Throwable reason = failure instanceof CancellationException ? cancelledFor : null;
        Outcome now = new Outcome(result, reason == null ? failure : reason);
        if (phase == RETURNED) {
            outcome = now;
        }
        if (!PHASE.compareAndSet(this, RETURNED, DONE) && PHASE.compareAndSet(this, LEFT_BEHIND, DONE)) {
            end(now);
        }
    }

    private void end(Outcome now) {
        last = now;
        endIfLast();
    }

    /** Called after a thread has gone on with the turn, and has left it again. */
    void leftAgain(@Nullable Wait again) {
        endIfLast();
        findDeadlock(again);
    }

    private void endIfLast() {
        Outcome now = last;
        if (now != null && body.endLeft()) {
            body.endDetached(now.value, now.failure);
        }
    }

    /** For the thread that did not leave the stage behind: whether it is the one to end the turn. */
    boolean isMineToEnd() {
        last = outcome;
        return body.endLeft();
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
        return cause == null ? thrown : cause;
    }

    /** For the thread that did not leave the stage behind. */
    @Nullable Object value() {
        return outcome == null ? null : outcome.value;
    }

    /** For the thread that did not leave the stage behind. */
    @Nullable Throwable failure() {
        return outcome == null ? null : outcome.failure;
    }

    private record Outcome(@Nullable Object value, @Nullable Throwable failure) {}

    @Nullable Wait waits() {
        return wait;
    }

    /** Cancels the stage. The body has failed with what is given then, unless the stage was just done. */
    void cancel(Throwable told) {
        cancelledFor = told;
        cancel();
    }

    void cancel() {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            TurnLog.debug("A stage cannot be cancelled, so its turn lasts until it is done.", e);
        }
    }
}
