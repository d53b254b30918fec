package io.sharer.turn;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of our own, for where there is no managed executor: as many as are needed, each gone after an idle second.
 */
public final class OwnThreads extends ThreadPoolExecutor {
    /** Threads whose names begin with the given prefix. */
    public OwnThreads(String prefix) {
        super(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), named(prefix));
    }

    private static java.util.concurrent.ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return body -> {
            // What whoever happens to need the thread has bound to its own, such as a user, is no business of others.
            Thread thread = new Thread(null, body, prefix + "-" + count.incrementAndGet(), 0, false);
            // Newer JDKs would take the system's together with that.
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            return thread;
        };
    }
}
