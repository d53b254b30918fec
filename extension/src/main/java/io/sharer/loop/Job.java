package io.sharer.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A body and its future, from the asking to the outcome: it runs once, or is withdrawn and never does. */
abstract class Job implements Pending {
    final Object label;
    final WorkState state = new WorkState();

    /** Until it has run: the future may be kept for long. */
    private @Nullable Callable<?> body;

    private volatile boolean cancelled;
    private volatile boolean leftInterrupt;

    Job(Callable<?> body, Object label) {
        this.body = body;
        this.label = label;
    }

    /** It begins, on the calling thread. */
    abstract void begun();

    /** It has run. */
    abstract void ran(@Nullable Object value, @Nullable Throwable failure);

    /** It was withdrawn before it began. */
    abstract void left();

    /** Runs the body, unless it was withdrawn. */
    final void perform() {
        Callable<?> mine = body;
        if (!state.begin() || mine == null) {
            return;
        }
        Object value = null;
        Throwable failure = null;
        begun();
        try {
            value = mine.call();
        } catch (Throwable thrown) { // whatever it is, the future must tell it
            failure = thrown;
        } finally {
            body = null;
            leftInterrupt = state.end();
        }
        ran(value, failure);
    }

    /** Takes it out, if it has not begun; false if it has. */
    final boolean takeOut() {
        if (!state.withdraw()) {
            return false;
        }
        body = null;
        left();
        return true;
    }

    /** Takes it out for somebody else to run, if it has not begun. */
    final @Nullable Runnable takeOutToRun() {
        Callable<?> mine = body;
        return mine == null || !takeOut() ? null : LeftOver.of(mine);
    }

    @Override
    public final boolean withdraw(boolean byCancelling) {
        cancelled |= byCancelling;
        takeOut();
        return true;
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        if (interrupt) {
            state.interrupt();
        }
    }

    final boolean isCancelled() {
        return cancelled;
    }

    /** Whether it was interrupted and has taken no notice. */
    final boolean leavesInterrupt() {
        return leftInterrupt;
    }

    /** Whether somebody has to be told of the failure although the future was completed before. */
    final boolean isToBeTold(@Nullable Throwable failure) {
        return failure != null
                && !(cancelled
                        && (failure instanceof CancellationException || failure instanceof InterruptedException));
    }

    @Override
    public boolean isRunning() {
        return state.isRunning();
    }

    @Override
    public boolean endsAtStop() {
        return false;
    }

    @Override
    public String description() {
        return LoopMessages.describe(label);
    }
}
