package io.sharer.cdi.pool;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What threads have in a request, which ends with that. Mostly there is one thread; some servers have several. */
@RequestScoped
public class RequestThreads {
    private final Map<Thread, ThreadStore> threads = new ConcurrentHashMap<>();

    /** Some containers go on to ask for it while they end the rest of the request, or on other threads of that. */
    private volatile boolean ended;

    /** What the calling thread has; takes nothing more once the request has ended. */
    ThreadStore ofThread() {
        ThreadStore store = threads.computeIfAbsent(Thread.currentThread(), thread -> new ThreadStore());
        if (ended) {
            store.end();
        }
        return store;
    }

    /** Ends what the calling thread has. */
    void release() {
        ThreadStore store = threads.remove(Thread.currentThread());
        if (store != null) {
            store.end();
        }
    }

    @PreDestroy
    void end() {
        ended = true;
        threads.values().forEach(ThreadStore::end);
        threads.clear();
    }
}
