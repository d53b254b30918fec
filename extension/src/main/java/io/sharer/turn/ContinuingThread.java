package io.sharer.turn;

/** A thread that runs inline in a turn which is left to a stage. */
final class ContinuingThread extends WaitingThread {
    final QueuedBody<?> body;

    ContinuingThread(Thread thread, Object label, QueuedBody<?> body) {
        super(thread, label, body.read);
        this.body = body;
    }
}
