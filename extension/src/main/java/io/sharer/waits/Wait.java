package io.sharer.waits;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A wait of a thread, from just before it blocks until just after, or of a turn that runs on no thread. */
public final class Wait {
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Waits that were there for others to see later have higher ones; 0 until then. */
    private volatile long number;

    private final @Nullable Thread thread;
    private final Awaited awaited;
    private final BooleanSupplier isOver;

    private Wait(@Nullable Thread thread, Awaited awaited, BooleanSupplier isOver) {
        this.thread = thread;
        this.awaited = awaited;
        this.isOver = isOver;
    }

    /** A wait of the calling thread. */
    static Wait ofThisThread(Awaited awaited, BooleanSupplier isOver) {
        return new Wait(Thread.currentThread(), awaited, isOver);
    }

    /** A wait of a turn that runs on no thread until it is over. */
    public static Wait ofNoThread(Awaited awaited, BooleanSupplier isOver) {
        return new Wait(null, awaited, isOver);
    }

    /**
     * As {@link #ofNoThread}, of something that nobody can wait for yet: so it closes no circle, and is older than any
     * wait that does.
     */
    public static Wait standing(Awaited awaited, BooleanSupplier isOver) {
        Wait wait = ofNoThread(awaited, isOver);
        wait.number();
        return wait;
    }

    /** Numbers this wait, once, when others can see it and before it is searched from. */
    void number() {
        number = NUMBERS.incrementAndGet();
    }

    /**
     * Whether this was there to be seen after the other, which has its number. One that has none yet will have a higher
     * one, and searches after that.
     */
    boolean isNewerThan(Wait other) {
        long mine = number;
        return mine == 0 || mine > other.number;
    }

    @Nullable Thread thread() {
        return thread;
    }

    Awaited awaited() {
        return awaited;
    }

    /** Whether what it waits for has come, though the waiter may not know yet. */
    boolean isOver() {
        return isOver.getAsBoolean();
    }
}
