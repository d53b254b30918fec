package io.sharer.turn;

import org.jspecify.annotations.Nullable;

/** A place in line, and then a turn: a {@link WaitingThread}, a {@link QueuedBody}, or a {@link KeyPass}. */
abstract class Waiting {
    /** Whether it may run beside other readers. */
    final boolean read;

    /** What the thread that runs it holds in the same queue besides; it is the thread's own. */
    @Nullable Waiting beneath;

    // Guarded by the line's mutex:

    @Nullable Waiting ahead;

    /** In line, the next. Out of line, the next of those that go out of line with it. */
    @Nullable Waiting behind;

    boolean inLine;

    /** When it began to wait, by {@link System#nanoTime()}. */
    long since;

    /** When its body began, by {@link System#nanoTime()}, if that is timed; it is the thread's own. */
    long ranSince;

    /** The number of its turn, once it has one; until then, of the turn that was held when it came. */
    long turn;

    Waiting(boolean read) {
        this.read = read;
    }

    /** Whether it is a call, which takes a place and is counted. */
    boolean isCall() {
        return true;
    }

    /** Whether it asks for the last turn: alone, over the capacity and although the queue is closed. */
    boolean isLast() {
        return false;
    }

    /** Whether it may take a free turn ahead of the line, and be passed by others that do. */
    abstract boolean mayPass();

    /** Whether it may join the line when that is full. */
    abstract boolean needsNoPlace(CallSettings settings);
}
