package io.sharer.turn;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Threads of our own that run the bodies of a queue while it is drained, since the executor may have stopped. */
final class DrainThreads {
    private final ReentrantLock lock = new ReentrantLock();
    private final String queue;
    private int drains;
    private volatile @Nullable OwnThreads threads;

    DrainThreads(String queue) {
        this.queue = queue;
    }

    /** Somebody drains the queue from now on. */
    void begin() {
        lock.lock();
        try {
            if (drains++ == 0) {
                threads = new OwnThreads("sharer-drain-" + queue);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called once after each {@link #begin}. */
    void end() {
        OwnThreads done = null;
        lock.lock();
        try {
            if (--drains == 0) {
                done = threads;
                threads = null;
            }
        } finally {
            lock.unlock();
        }
        if (done != null) {
            done.shutdown();
        }
    }

    /** {@code null} while nobody drains the queue. */
    @Nullable OwnThreads current() {
        return threads;
    }
}
