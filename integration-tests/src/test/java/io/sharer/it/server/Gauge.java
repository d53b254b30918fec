package io.sharer.it.server;

import io.sharer.Pooled;
import java.util.concurrent.atomic.AtomicInteger;

/** A class whose instances are lent for a call. */
@Pooled(maxSize = 2)
public class Gauge {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final int number = MADE.incrementAndGet();

    /** Visible everywhere. */
    public boolean isMade() {
        return number > 0;
    }

    /** Visible to beans. */
    protected int number() {
        return number;
    }

    long sum(int a, long b, double c, String... more) {
        return (long) (a + b + c) + more.length;
    }
}
