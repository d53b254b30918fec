package io.sharer.it.server;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the request scopes, and remembers which of them are over. */
@RequestScoped
public class Visit {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<Integer> OVER = ConcurrentHashMap.newKeySet();

    private final int number = COUNT.incrementAndGet();

    int number() {
        return number;
    }

    static boolean isOver(int number) {
        return OVER.contains(number);
    }

    @PreDestroy
    void end() {
        OVER.add(number);
    }
}
