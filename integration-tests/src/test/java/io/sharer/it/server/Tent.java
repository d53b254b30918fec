package io.sharer.it.server;

import io.sharer.ResourceScoped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.atomic.AtomicInteger;

/** Is put up for a resource scope. */
@ResourceScoped
public class Tent {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger STANDING = new AtomicInteger();

    private final int number = MADE.incrementAndGet();

    @PostConstruct
    void putUp() {
        STANDING.incrementAndGet();
    }

    /** Which one it is. */
    public int number() {
        return number;
    }

    @PreDestroy
    void takeDown() {
        STANDING.decrementAndGet();
    }

    /** How many are there. */
    static int standing() {
        return STANDING.get();
    }
}
