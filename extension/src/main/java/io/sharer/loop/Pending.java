package io.sharer.loop;

import io.sharer.waits.Blockers;

/** What a {@link LoopFuture} stands for until it is done. */
interface Pending {
    /**
     * The future is being completed from outside: what has not begun never will.
     *
     * @param cancelled whether what it throws from now on is the cancelling's doing
     * @return false if that comes too late: the outcome has been decided, and is on its way to the future
     */
    boolean withdraw(boolean cancelled);

    /** The future was cancelled: ends early what has begun. */
    void cancelBegun(boolean interrupt);

    /** Whether a thread is inside it, so that its outcome is worth a moment's waiting. */
    boolean isRunning();

    /** Whether it is over as soon as the loop stops, without being waited for. */
    boolean endsAtStop();

    /** Who has to act before it is done. */
    Blockers blockers();

    /** What it is, for messages. */
    String description();
}
