package io.sharer.cdi.pool;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What threads have in a request, which ends with that. Mostly there is one thread; some servers have several. */
@RequestScoped
public class RequestThreads {
    private final Map<Thread, ThreadStore> threads = new ConcurrentHashMap<>();

    /** What the calling thread has. */
    ThreadStore ofThread() {
        return threads.computeIfAbsent(Thread.currentThread(), thread -> new ThreadStore());
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
        threads.values().forEach(ThreadStore::end);
        threads.clear();
    }
}
