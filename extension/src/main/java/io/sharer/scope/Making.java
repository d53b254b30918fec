package io.sharer.scope;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something that one thread is just making, while others who need it wait. The one whose wait would close a circle of
 * such waits is told, be it made for scopes or for late bindings.
 *
 * <p>Invariant: a wait is entered, and searched from, under the one lock of all waits. So the last one of a circle sees
 * all the others. Who finds the thing made, and who makes it, does not come here.
 */
final class Making {
    private static final ReentrantLock WAITS_LOCK = new ReentrantLock();

    /** What each thread waits for; {@link #WAITS_LOCK} guards it. */
    private static final Map<Thread, Making> WAITS = new HashMap<>();

    private final Thread maker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Made, or failed. */
    void over() {
        over.countDown();
    }

    /**
     * Waits until this is over.
     *
     * @return whether it is; {@code false} at once if it never would be, because the maker is this thread or waits for
     *     it
     */
    boolean await() throws InterruptedException {
        Thread me = Thread.currentThread();
        WAITS_LOCK.lock();
        try {
            if (leadsTo(me)) {
                return false;
            }
            WAITS.put(me, this);
        } finally {
            WAITS_LOCK.unlock();
        }
        try {
            over.await();
            return true;
        } finally {
            WAITS_LOCK.lock();
            try {
                WAITS.remove(me);
            } finally {
                WAITS_LOCK.unlock();
            }
        }
    }

    private boolean leadsTo(Thread thread) {
        Making next = this;
        while (next != null && next.over.getCount() > 0) {
            if (next.maker == thread) {
                return true;
            }
            next = waitOf(next.maker);
        }
        return false;
    }

    private static @Nullable Making waitOf(Thread thread) {
        return WAITS.get(thread);
    }
}
