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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread that runs a queued body, while it waits, run another that has its turn but no thread: when all threads
 * of the executor wait for that very turn, nobody else would.
 *
 * <p>A body that is run so is a stranger to the one that waits beneath it on the stack. What that holds is hidden from
 * it: its calls do not run inline there, but wait as on a thread of their own, which is then found to be a deadlock.
 * The turn that the other waits for may come while it is run, and close a circle that no wait has closed: so whoever
 * waits on such a thread looks for a deadlock again when that has happened.
 */
final class Helping {
    /** So long a body may wait for a thread before a waiter runs it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Whether any thread helps now; the threads' own are looked at only then. */
    private static final AtomicInteger HELPERS = new AtomicInteger();

    /** As many as executors of a large server have threads. */
    private static final int PLACES = 64;

    /** Threads that run queued bodies, while they do. */
    private static final CallStacks<Helper> THREADS = new CallStacks<>(PLACES);

    /** What a thread has that never helps; always empty. */
    private static final Deque<Helped> NO_HELP = new ArrayDeque<>(0);

    /** A thread that runs queued bodies. */
    private static final class Helper extends CallStacks.Frame {
        /** The bodies among them that it runs to help, innermost first. */
        private final Deque<Helped> helped;

        Helper(Deque<Helped> helped) {
            this.helped = helped;
        }
    }

    private final Awaited awaited;
    private final Deque<Helped> helped;
    private long turnsBeneath;
    private Optional<Stalled> seen = Optional.empty();

    private Helping(Awaited awaited, Deque<Helped> helped) {
        this.awaited = awaited;
        this.helped = helped;
        this.turnsBeneath = countTurnsBeneath();
    }

    /** A body that is run to help. */
    private static final class Helped {
        /** The queues whose turns were taken since. */
        final Set<TurnQueue> taken = new HashSet<>();

        /** Whether the one that waits beneath has got its turn meanwhile. */
        final BooleanSupplier turnBeneath;

        Helped(BooleanSupplier turnBeneath) {
            this.turnBeneath = turnBeneath;
        }
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

    private static @Nullable Deque<Helped> helpedHere() {
        Helper helper = THREADS.top();
        return helper == null ? null : helper.helped;
    }

    /** Help by this thread while it waits; {@code null} if it is none that may. */
    static @Nullable Helping whileWaitingFor(Awaited awaited) {
        Deque<Helped> helped = helpedHere();
        return helped == null || helped == NO_HELP ? null : new Helping(awaited, helped);
    }

    // --- What a helper holds ---

    /** Notes that this thread has taken a turn. */
    static void begun(TurnQueue queue) {
        Deque<Helped> helped = HELPERS.get() == 0 ? null : helpedHere();
        if (helped != null && !helped.isEmpty()) {
            helped.element().taken.add(queue);
        }
    }

    /** Whether the turn that this thread has belongs to a body beneath the one it runs to help. */
    static boolean hides(TurnQueue queue) {
        Deque<Helped> helped = HELPERS.get() == 0 ? null : helpedHere();
        return helped != null && !helped.isEmpty() && !helped.element().taken.contains(queue);
    }

    /** Whether this thread runs a body to help, beneath which another waits. */
    static boolean isHelping() {
        Deque<Helped> helped = HELPERS.get() == 0 ? null : helpedHere();
        return helped != null && !helped.isEmpty();
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

    /**
     * Whether a turn has come to somebody beneath since this was asked last. Nobody but this thread can end it, so what
     * this thread waits for may be waited for in vain from now on.
     */
    boolean hasTurnComeBeneath() {
        long before = turnsBeneath;
        turnsBeneath = countTurnsBeneath();
        return turnsBeneath > before;
    }

    private long countTurnsBeneath() {
        return helped.stream().filter(one -> one.turnBeneath.getAsBoolean()).count();
    }

    /** Runs the body on this thread, which waits for no turn and must not be waiting in the wait graph meanwhile. */
    static void help(Stalled body) {
        help(body, () -> false);
    }

    /**
     * Runs the body on this thread, which must not be waiting in the wait graph meanwhile.
     *
     * @param turnHasCome whether this thread has got the turn for which it waits
     */
    static void help(Stalled body, BooleanSupplier turnHasCome) {
        Deque<Helped> helped = Objects.requireNonNull(helpedHere(), "helped");
        HELPERS.incrementAndGet();
        helped.push(new Helped(turnHasCome));
        try {
            body.runHere();
        } finally {
            helped.pop();
            HELPERS.decrementAndGet();
        }
    }
}
