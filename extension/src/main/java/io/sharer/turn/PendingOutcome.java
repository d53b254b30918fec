package io.sharer.turn;

import io.sharer.waits.Stalled;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The outcome of a body that is over, on its way to the body's future by a thread of the executor. All of those may be
 * waiting for this very future, or be busy for long while somebody waits; then it is told by a thread of its own, with
 * the code that depends on it. Thread-safe, and told once.
 */
final class PendingOutcome implements Runnable, Stalled {
    private final Dispatcher dispatcher;
    private final Runnable telling;
    private final AtomicBoolean told = new AtomicBoolean();

    PendingOutcome(Dispatcher dispatcher, Runnable telling) {
        this.dispatcher = dispatcher;
        this.telling = telling;
    }

    @Override
    public void run() {
        if (told.compareAndSet(false, true)) {
            telling.run();
        }
    }

    @Override
    public boolean mayRunHere() {
        return true;
    }

    @Override
    public void runHere() {
        // Telling runs code of others, and who waits here may be inside a turn. Without a thread the next look tries
        // again.
        boolean ignored = told.get() || dispatcher.isRunOnOwnThread(this);
    }
}
