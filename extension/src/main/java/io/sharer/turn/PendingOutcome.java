package io.sharer.turn;

import io.sharer.waits.Stalled;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The outcome of a body that is over, on its way to the body's future by a thread of the executor. All of those may be
 * waiting for this very future; then one of them has it told by a thread of its own, for telling runs code of others.
 * Thread-safe, and told once.
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
        dispatcher.onOwnThread(this);
    }
}
