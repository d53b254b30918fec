package io.sharer.turn;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts those who have the turn, and never what their threads do afterwards.
 *
 * <p>Under the line's mutex, which a release needs that finds the queue closed. A body that another follows at once
 * needs no mutex, so there is a flag besides: the thread writes that it is not inside the body any more, then claims
 * the next by a compare-and-set, then reads the flag. If it reads that nobody interrupts, whoever begins to do so after
 * that reads that it is not inside.
 */
final class Interrupts {
    private final ReentrantLock mutex;
    private final Holders holders;
    private volatile boolean going;

    Interrupts(ReentrantLock mutex, Holders holders) {
        this.mutex = mutex;
        this.holders = holders;
    }

    /** Interrupts the thread that is inside the body, if one is. */
    void interrupt(QueuedBody<?> body) {
        mutex.lock();
        try {
            going = true;
            Thread thread = body.runner();
            if (thread != null) {
                // The thread may not have left the body before this one so far that it lets its interrupts be.
                body.noteInterrupt();
                thread.interrupt();
            }
        } finally {
            going = false;
            mutex.unlock();
        }
    }

    /** Called by a thread that has left a body: from here on no interrupt comes that was meant for that. */
    void await() {
        if (going) {
            mutex.lock();
            try {
                // Whoever interrupts has the mutex, so that is over.
                return;
            } finally {
                mutex.unlock();
            }
        }
    }

    /** Interrupts all threads that hold a turn of the queue, which is closed; returns who holds one. */
    List<Holders.Holder> interruptAll() {
        mutex.lock();
        try {
            List<Holders.Holder> all = holders.all();
            for (Holders.Holder holder : all) {
                Thread thread = holder.thread();
                if (holder.body() != null) {
                    interrupt(holder.body());
                } else if (thread != null) {
                    thread.interrupt();
                }
            }
            return all;
        } finally {
            mutex.unlock();
        }
    }
}
