package io.sharer.turn;

import io.sharer.Overflow;

/** A thread in line for a turn. */
class WaitingThread extends Waiting {
    /** Where the thread stands. */
    enum Status {
        /** In line. */
        WAITING,
        /** First in line, and told that there is a free turn: it tries to take it. */
        WOKEN,
        /** Out of line: the turn is its own. */
        GRANTED,
        /** Out of line: the queue was closed over it. */
        REFUSED
    }

    final Thread thread;
    final Object label;

    private final boolean last;

    /** Written under the line's mutex. */
    volatile Status status = Status.WAITING;

    WaitingThread(Thread thread, Object label, boolean read) {
        this(thread, label, read, false);
    }

    private WaitingThread(Thread thread, Object label, boolean read, boolean last) {
        super(read);
        this.thread = thread;
        this.label = label;
        this.last = last;
    }

    /** Whether its turn has come, or been refused. */
    boolean isOutOfLine() {
        Status s = status;
        return s == Status.GRANTED || s == Status.REFUSED;
    }

    static WaitingThread forLastTurn(Object label) {
        return new WaitingThread(Thread.currentThread(), label, false, true);
    }

    @Override
    boolean isLast() {
        return last;
    }

    @Override
    boolean mayPass() {
        return !last;
    }

    @Override
    boolean needsNoPlace(CallSettings settings) {
        // A thread that would wait for a place in line may as well wait in line.
        return last || settings.overflow() == Overflow.WAIT;
    }
}
