package io.sharer.waits;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A wait of a thread, from just before it blocks until just after, or of a turn that runs on no thread. */
public final class Wait {
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Waits that were there for others to see later have higher ones; 0 until somebody needs it. */
    private final AtomicLong number = new AtomicLong();

    /** The number from before the waiter has asked another to act; 0 if it has not. */
    private final long announced;

    private final @Nullable Thread thread;
    private final Awaited awaited;
    private final BooleanSupplier isOver;
    private final BooleanSupplier hasNotBegun;

    private Wait(
            long announced,
            @Nullable Thread thread,
            Awaited awaited,
            BooleanSupplier isOver,
            BooleanSupplier hasNotBegun) {
        this.announced = announced;
        this.thread = thread;
        this.awaited = awaited;
        this.isOver = isOver;
        this.hasNotBegun = hasNotBegun;
    }

    /** A wait of the calling thread. */
    static Wait ofThisThread(Awaited awaited, BooleanSupplier isOver) {
        return new Wait(0, Thread.currentThread(), awaited, isOver, () -> true);
    }

    /**
     * A wait of the calling thread for what it will ask another to do.
     *
     * @param hasNotBegun whether the other is known not to have begun; once it has, that stays so
     */
    static Wait announced(Awaited awaited, BooleanSupplier isOver, BooleanSupplier hasNotBegun) {
        return new Wait(NUMBERS.incrementAndGet(), Thread.currentThread(), awaited, isOver, hasNotBegun);
    }

    /** A wait of a turn that runs on no thread until it is over. */
    public static Wait ofNoThread(Awaited awaited, BooleanSupplier isOver) {
        return new Wait(0, null, awaited, isOver, () -> true);
    }

    /**
     * As {@link #ofNoThread}, of something that nobody can wait for yet: so it closes no circle, and is older than any
     * wait that does.
     */
    public static Wait standing(Awaited awaited, BooleanSupplier isOver) {
        return new Wait(NUMBERS.incrementAndGet(), null, awaited, isOver, () -> false);
    }

    /**
     * The number of this wait, which others can see. Whoever needs it first gives it, the waiter or one that has found
     * it: so no two of them ever hold different ones for true.
     */
    long number() {
        long given = number.get();
        if (given != 0) {
            return given;
        }
        // Drawn before the look at what the other does: all that comes of that later is newer still.
        long drawn = NUMBERS.incrementAndGet();
        long mine = hasNotBegun.getAsBoolean() ? drawn : announced;
        return number.compareAndSet(0, mine) ? mine : number.get();
    }

    /** Whether this was there to be seen after the other. */
    boolean isNewerThan(Wait other) {
        return number() > other.number();
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
