package io.sharer.waits;

import java.lang.invoke.VarHandle;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The threads that are blocked now, and what each of them waits for. */
public final class WaitGraph {
    /** A thread is in it only while it is blocked, so nothing of an application stays. */
    private static final ConcurrentMap<Thread, Wait> WAITS = new ConcurrentHashMap<>();

    private WaitGraph() {}

    /**
     * The calling thread is about to block; it must call {@link #end} when it is blocked no more.
     *
     * @param isOver whether what it waits for has come, though the thread may not know yet
     * @return the deadlock that this closes, in words; empty if there is none, or if a later wait reports it
     */
    public static Optional<String> begin(Awaited awaited, BooleanSupplier isOver) {
        Wait wait = Wait.ofThisThread(awaited, isOver);
        WAITS.put(Thread.currentThread(), wait);
        return deadlock(wait);
    }

    /**
     * The calling thread is about to ask another to do something, and will wait for that. It must call {@link #confirm}
     * when it has asked, and {@link #end} when it is blocked no more.
     *
     * <p>If the other begins at once, this wait is older than any that the other comes to: where these close a circle,
     * it is the other's that fails. If it has not begun when somebody finds this wait, that begins only then.
     *
     * @param hasNotBegun whether the other is known not to have begun; asked by any thread. Once it has, that stays so
     */
    public static Wait announce(Awaited awaited, BooleanSupplier isOver, BooleanSupplier hasNotBegun) {
        Wait wait = Wait.announced(awaited, isOver, hasNotBegun);
        WAITS.put(Thread.currentThread(), wait);
        return wait;
    }

    /**
     * The calling thread has asked, and now blocks as it has announced.
     *
     * @return as {@link #begin} does
     */
    public static Optional<String> confirm(Wait announced) {
        return deadlock(announced);
    }

    /** The calling thread is not blocked any more. */
    public static void end() {
        WAITS.remove(Thread.currentThread());
    }

    /**
     * Finds a body in the way of somebody who waits for this that has its turn and only needs a thread.
     *
     * @return empty if there is none
     */
    public static Optional<Stalled> stalled(Awaited awaited) {
        return Optional.ofNullable(stalled(awaited, new HashSet<>()));
    }

    private static @Nullable Stalled stalled(Awaited awaited, Set<Awaited> seen) {
        if (!seen.add(awaited)) {
            return null;
        }
        for (Blocker blocker : awaited.blockers().blockers()) {
            if (blocker.stalled() != null) {
                return blocker.stalled();
            }
            Thread thread = blocker.thread();
            Wait wait = thread == null ? blocker.waits() : WAITS.get(thread);
            Stalled further = wait == null || wait.isOver() ? null : stalled(wait.awaited(), seen);
            if (further != null) {
                return further;
            }
        }
        return null;
    }

    /**
     * The deadlock that a turn on no thread has closed by its wait, which its {@link Blocker} tells already. Called
     * once for each wait.
     *
     * @return the deadlock in words; empty if there is none, or if a later wait reports it
     */
    public static Optional<String> deadlock(Wait wait) {
        wait.number();
        // What the waiter holds has to be visible to whoever finds its wait, and the other way round.
        VarHandle.fullFence();
        return CircleSearch.from(wait, WAITS::get);
    }
}
