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

    /** Whether it is handed its turn, because it does other things while it waits. Guarded by the line's mutex. */
    private boolean handedOver;

    /** Whether it was noted as a holder before it began. Written before its turn comes. */
    boolean noted;

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

    /** It must not be passed from now on; false if that was so before. */
    boolean expectHandOver() {
        boolean could = mayPass();
        handedOver = true;
        return could;
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
        return !last && !handedOver;
    }

    @Override
    boolean needsNoPlace(CallSettings settings) {
        // A thread that would wait for a place in line may as well wait in line.
        return last || settings.overflow() == Overflow.WAIT;
    }
}
