package io.sharer.waits;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A wait of a thread, from just before it blocks until just after, or of a turn that runs on no thread. */
public final class Wait {
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Waits that began later have higher ones. */
    private final long number = NUMBERS.incrementAndGet();

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

    long number() {
        return number;
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
