package io.sharer.turn;

import org.jspecify.annotations.Nullable;

/** How a thread runs queued bodies: one after another, as long as they fall to it. */
final class BodyThread {
    private BodyThread() {}

    /** Runs a body that has a turn, and those after it that fall to this thread. */
    static void runAll(@Nullable QueuedBody<?> first) {
        if (first == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        boolean entered = Helping.enter();
        RunningTurn noted = RunningTurn.enter();
        try {
            QueuedBody<?> next = first.claim() ? first : null;
            while (next != null) {
                QueuedBody<?> after = runClaimed(next, true, noted);
                // One from the deck may be this thread's already.
                next = after == null || after.runner() == Thread.currentThread() || after.claim() ? after : null;
            }
        } finally {
            noted.leave();
            if (entered) {
                Helping.leave();
            }
            restore(interrupted);
        }
    }

    /** Runs a body that has a turn, if nobody else does, and leaves the next to the executor. */
    static void runOne(QueuedBody<?> body, TurnQueue queue) {
        boolean interrupted = Thread.interrupted();
        RunningTurn noted = RunningTurn.enter();
        try {
            if (body.claim()) {
                queue.dispatchAgain(runClaimed(body, false, noted));
            }
        } finally {
            noted.leave();
            restore(interrupted);
        }
    }

    /** A body never meets an interrupt that was meant for something else, and leaves none to the thread. */
    private static @Nullable QueuedBody<?> runClaimed(QueuedBody<?> body, boolean goesOn, RunningTurn noted) {
        QueuedBody<?> next = body.takeTurn(goesOn, noted);
        Thread.interrupted();
        return next;
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
