package io.sharer.turn;

import io.sharer.waits.Awaited;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread that runs a queued body, while it waits, run another that has its turn but no thread: when all threads
 * of the executor wait for that very turn, nobody else would.
 *
 * <p>A body that is run so is a stranger to the one that waits beneath it on the stack. What that holds is hidden from
 * it: its calls do not run inline there, but wait as on a thread of their own, which is then found to be a deadlock.
 */
final class Helping {
    /** So long a body may wait for a thread before a waiter runs it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Whether any thread helps now; the threads' own frames are looked at only then. */
    private static final AtomicInteger HELPERS = new AtomicInteger();

    /** As many as executors of a large server have threads. */
    private static final int PLACES = 64;

    /** Threads that run queued bodies, while they do. */
    private static final CallStacks<Helper> THREADS = new CallStacks<>(PLACES);

    /** What a thread has that never helps; always empty. */
    private static final Deque<Set<TurnQueue>> NO_HELP = new ArrayDeque<>(0);

    /** A thread that runs queued bodies. */
    private static final class Helper extends CallStacks.Frame {
        /** For each body that it runs to help, innermost first, the queues whose turns were taken since. */
        private final Deque<Set<TurnQueue>> frames;

        Helper(Deque<Set<TurnQueue>> frames) {
            this.frames = frames;
        }
    }

    private final Awaited awaited;
    private Optional<Stalled> seen = Optional.empty();

    private Helping(Awaited awaited) {
        this.awaited = awaited;
    }

    // --- The thread of an executor ---

    /** This thread runs queued bodies from now on; false if it does already. */
    static boolean enter() {
        if (THREADS.top() != null) {
            return false;
        }
        THREADS.push(new Helper(new ArrayDeque<>(0)));
        return true;
    }

    /** This thread runs queued bodies of one queue and nothing else, until it {@link #leave leaves}. */
    static void refuse() {
        THREADS.push(new Helper(NO_HELP));
    }

    static void leave() {
        Helper helper = THREADS.top();
        if (helper != null) {
            THREADS.pop(helper);
        }
    }

    private static @Nullable Deque<Set<TurnQueue>> frames() {
        Helper helper = THREADS.top();
        return helper == null ? null : helper.frames;
    }

    /** Help by this thread while it waits; {@code null} if it is none that may. */
    static @Nullable Helping whileWaitingFor(Awaited awaited) {
        Deque<Set<TurnQueue>> frames = frames();
        return frames == null || frames == NO_HELP ? null : new Helping(awaited);
    }

    // --- What a helper holds ---

    /** Notes that this thread has taken a turn. */
    static void begun(TurnQueue queue) {
        Deque<Set<TurnQueue>> frames = HELPERS.get() == 0 ? null : frames();
        if (frames != null && !frames.isEmpty()) {
            frames.element().add(queue);
        }
    }

    /** Whether the turn that this thread has belongs to a body beneath the one it runs to help. */
    static boolean hides(TurnQueue queue) {
        Deque<Set<TurnQueue>> frames = HELPERS.get() == 0 ? null : frames();
        return frames != null && !frames.isEmpty() && !frames.element().contains(queue);
    }

    /** Whether this thread runs a body to help, beneath which another waits. */
    static boolean isHelping() {
        Deque<Set<TurnQueue>> frames = HELPERS.get() == 0 ? null : frames();
        return frames != null && !frames.isEmpty();
    }

    // --- While it waits ---

    /** How long to wait, of the time there is, before {@link #help} is due. */
    static long untilHelp(long nanos) {
        return Math.min(nanos, PATIENCE_NANOS);
    }

    /** Parks for some of the time at most; returns what is to be run then. */
    @Nullable Stalled park(Object blocker, long nanos) {
        look();
        long before = System.nanoTime();
        LockSupport.parkNanos(blocker, untilHelp(nanos));
        return System.nanoTime() - before < PATIENCE_NANOS ? null : stillStalled();
    }

    /** Looks for what might have to be run. */
    void look() {
        seen = WaitGraph.stalled(awaited);
    }

    /** The body that was stalled at the last look, if it still is. */
    @Nullable Stalled stillStalled() {
        Optional<Stalled> before = seen;
        seen = WaitGraph.stalled(awaited);
        return before.isPresent() && before.equals(seen) && before.get().mayRunHere() ? before.get() : null;
    }

    /** Runs the body on this thread, which must not be waiting in the wait graph meanwhile. */
    static void help(Stalled body) {
        Deque<Set<TurnQueue>> frames = Objects.requireNonNull(frames(), "frames");
        HELPERS.incrementAndGet();
        frames.push(new HashSet<>());
        try {
            body.runHere();
        } finally {
            frames.pop();
            HELPERS.decrementAndGet();
        }
    }
}
