package io.sharer.turn;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How the outcome of a queued body reaches its future: when the body's turn is over, once, and on a thread where the
 * code of others may run that depends on the future, see {@link Settlements}.
 *
 * <p>A class of its own, which {@link QueuedBody} extends, so that a body is one object.
 */
abstract class ToldBody<T extends @Nullable Object> extends BodyState {
    /** What the body is called in messages. */
    final Object label;

    private final TurnQueue queue;

    /** To be completed; {@code null} if nobody wants to know. */
    private final @Nullable TurnFuture<T> future;

    /** What the body throws from now on is the cancelling's doing. */
    private volatile boolean cancelled;

    ToldBody(TurnQueue queue, @Nullable TurnFuture<T> future, Object label, boolean read) {
        super(read);
        this.queue = queue;
        this.future = future;
        this.label = label;
    }

    final TurnQueue queue() {
        return queue;
    }

    /** Whether somebody has its future. */
    final boolean isToBeTold() {
        return future != null;
    }

    /** Whether telling the outcome has other code run, or threads go on. */
    final boolean isAwaited() {
        return future != null && future.isAwaited();
    }

    final void noteCancelled() {
        cancelled = true;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    // --- Of a body that has run ---

    /** Tells the outcome, after the turn, where code of others may run. */
    void tell(@Nullable Object value, @Nullable Throwable failure) {
        DedicatedThread dedicated = future == null ? null : queue.config().dedicatedThread();
        if (dedicated == null) {
            settle(value, failure);
        } else {
            queue.settlements().give(queue, future, () -> settle(value, failure));
        }
    }

    /** Tells the outcome on a thread that has nothing else to do. */
    final void tellOnOwnThread(@Nullable Object value, @Nullable Throwable failure) {
        queue.dispatcher().onOwnThread(() -> settle(value, failure));
    }

    /** Tells the outcome on the executor. */
    final void tellElsewhere(@Nullable Object value, @Nullable Throwable failure) {
        queue.settlements().give(queue, future, () -> settle(value, failure));
    }

    private void settle(@Nullable Object value, @Nullable Throwable failure) {
        boolean told = future != null && future.settle(value, failure);
        if (!told && failure != null && !(cancelled && isOfCancelling(failure))) {
            String text = TurnMessages.unseenFailure(queue.name(), TurnMessages.describe(label));
            TurnLog.error(text, failure);
        }
    }

    private static boolean isOfCancelling(Throwable failure) {
        return failure instanceof CancellationException || failure instanceof InterruptedException;
    }

    // --- Of a body that does not run, or is not waited for ---

    /** Tells why; code that waits for it does not run on this thread. */
    void refuse(Throwable failure) {
        DedicatedThread dedicated = queue.config().dedicatedThread();
        TurnFuture<T> told = future;
        if (told == null) {
            settle(null, failure);
        } else if (told.isAwaited() || (dedicated != null && dedicated.isCurrent())) {
            queue.settlements().give(queue, told, () -> told.settle(null, failure));
        } else {
            told.settle(null, failure);
        }
    }

    /** As {@link #refuse}; such code runs on another thread also where the executor runs all on its caller. */
    final void refuseCancelled(CancellationException why) {
        TurnFuture<T> told = future;
        if (told != null && told.isAwaited()) {
            queue.settlements().giveAway(queue, told, () -> told.settle(null, why));
        } else {
            refuse(why);
        }
    }
}
