package io.sharer.pool;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads of a pool's own, for where it is given no executor: each is gone after an idle second.
 *
 * <p>Not those of queues, though much alike: bodies must be done before the JVM ends, and are their callers', whose
 * class loader they have; pools are their makers'.
 */
final class PoolThreads extends ThreadPoolExecutor {
    /** Threads whose names begin with the given prefix, and which have the class loader of who makes this. */
    PoolThreads(String prefix) {
        super(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), named(prefix));
    }

    private static java.util.concurrent.ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return body -> {
            Thread thread = new Thread(null, body, prefix + "-" + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            // What whoever happens to need the thread has bound to its own is no business of others.
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
