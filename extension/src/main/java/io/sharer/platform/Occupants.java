package io.sharer.platform;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who are at work in something that will be closed, such as threads that show new MBeans: nobody comes in after
 * the closing, and whoever leaves last clears up, once. So nobody holds a lock while code of others runs. Thread-safe.
 */
public final class Occupants {
    /** For so long whoever closes waits for those who are still at work; they clear up then, when they are done. */
    private static final long PATIENCE_SECONDS = 2;

    /** With one for it that is not closed. */
    private final AtomicInteger inside = new AtomicInteger(1);

    private final CountDownLatch cleared = new CountDownLatch(1);
    private final Runnable clearing;

    /** @param clearing what the last one does; throws nothing */
    public Occupants(Runnable clearing) {
        this.clearing = clearing;
    }

    /** Comes in, does the work and leaves; nothing if this is closed. */
    public void work(Runnable action) {
        if (enter()) {
            try {
                action.run();
            } finally {
                leave();
            }
        }
    }

    private boolean enter() {
        int before = inside.get();
        while (before > 0 && !inside.compareAndSet(before, before + 1)) {
            before = inside.get();
        }
        return before > 0;
    }

    private void leave() {
        if (inside.decrementAndGet() == 0) {
            try {
                clearing.run();
            } finally {
                cleared.countDown();
            }
        }
    }

    /** Lets nobody in any more, and waits for a moment until it is cleared up. Called once. */
    public void close() {
        leave();
        try {
            boolean ignored = cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
