package io.sharer.turn;

/** A thread in line for a turn. */
final class WaitingThread extends Waiting {
    /** Where the thread stands. */
    enum Status {
        /** In line. */
        WAITING,
        /** First in line, and told that the turn is free: it tries to take it. */
        WOKEN,
        /** Out of line: the turn is its own. */
        GRANTED,
        /** Out of line: the queue was closed over it. */
        REFUSED
    }

    final Thread thread;
    final Object label;

    /** Asks for the last turn: behind all that is in line, over the capacity and although the queue is closed. */
    final boolean last;

    /** Written under the line's mutex. */
    volatile Status status = Status.WAITING;

    WaitingThread(Thread thread, Object label, boolean last) {
        this.thread = thread;
        this.label = label;
        this.last = last;
    }
}
