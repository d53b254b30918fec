package io.sharer.it.server;

import io.sharer.CallScoped;
import io.sharer.LoopTask;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs from the start of its application to the end, on two wheels that are made ahead. */
@ApplicationScoped
public class Clock {
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    @LoopTask
    void run() throws InterruptedException {
        starts.incrementAndGet();
        never.await(); // is interrupted at the end
    }

    /** How often it was started. */
    public int starts() {
        return starts.get();
    }

    @Produces
    @Pooled(minSize = 2, maxSize = 3)
    @CallScoped
    Wheel cut() {
        int number = made.incrementAndGet();
        return () -> number;
    }

    /** How many wheels were made. */
    public int made() {
        return made.get();
    }

    /** What is lent. */
    public interface Wheel {
        /** Which one it is. */
        int number();
    }
}
