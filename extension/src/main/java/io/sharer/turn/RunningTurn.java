package io.sharer.turn;

import io.sharer.Turn;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a thread notes about the turn it runs a body in, so that the body can ask. It is the thread's alone, and gone
 * from it when the outermost body returns.
 */
public final class RunningTurn {
    @SuppressWarnings("ThreadLocalUsage") // set and removed within one call
    private static final ThreadLocal<RunningTurn> INNERMOST = new ThreadLocal<>();

    /** Queues whose synchronous turns are noted only once somebody has asked. Weak, for nobody else may know them. */
    private static final Set<TurnQueue> SILENT =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private static volatile boolean noted;

    private final @Nullable RunningTurn outer;
    private final @Nullable Continuation continued;
    private @Nullable QueuedBody<?> body;
    private @Nullable TurnQueue queue;
    private long number;
    private long waitedNanos;
    private long startedAt;

    private RunningTurn(@Nullable RunningTurn outer, @Nullable Continuation continued) {
        this.outer = outer;
        this.continued = continued;
    }

    // --- Noting ---

    /** The queue's synchronous turns need not be noted before somebody asks. */
    static void leaveUnnoted(TurnQueue queue) {
        SILENT.add(queue);
    }

    /** Whether somebody has ever asked. */
    static boolean areAllNoted() {
        return noted;
    }

    /** This thread is about to run a body, or several, one after another. */
    static RunningTurn enter() {
        return enter(null);
    }

    /** This thread is about to run code that goes on with a turn. */
    static RunningTurn enter(@Nullable Continuation continued) {
        RunningTurn entered = new RunningTurn(INNERMOST.get(), continued);
        INNERMOST.set(entered);
        return entered;
    }

    /**
     * As {@link #enter}, for a body that runs inline in a turn of this queue; {@code null} if that is the innermost.
     */
    static @Nullable RunningTurn reenter(TurnQueue queue) {
        RunningTurn innermost = INNERMOST.get();
        for (RunningTurn noted = innermost; noted != null; noted = noted.outer) {
            if (noted.queue == queue) {
                if (noted == innermost) {
                    return null;
                }
                RunningTurn again = enter();
                again.begin(queue, noted.number, noted.waitedNanos, noted.startedAt);
                return again;
            }
        }
        return null;
    }

    /** A body begins. */
    void begin(TurnQueue its, long turn, long waited, long now) {
        queue = its;
        number = turn;
        waitedNanos = waited;
        startedAt = now;
    }

    /** A queued body begins. */
    void begin(TurnQueue its, QueuedBody<?> queued, long waited, long now) {
        body = queued;
        begin(its, queued.turn, waited, now);
    }

    /** Runs the last body of a queue, in a turn that this thread has. */
    static void runLast(TurnQueue queue, WaitingThread holder, Runnable last) {
        long now = System.nanoTime();
        RunningTurn entered = enter();
        entered.begin(
                queue, holder.turn == 0 ? queue.turns() : holder.turn, holder.since == 0 ? 0 : now - holder.since, now);
        try {
            last.run();
        } finally {
            entered.leave();
        }
    }

    /** The body has ended; another may begin. */
    void end() {
        queue = null;
        body = null;
    }

    /** The thread is done with what it entered for. */
    void leave() {
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }

    // --- Continuing ---

    /** What others do from here on for this thread goes on with this. */
    static @Nullable Continuation continuation() {
        for (RunningTurn noted = INNERMOST.get(); noted != null; noted = noted.outer) {
            if (noted.body != null) {
                return noted.body.continuation();
            }
            if (noted.continued != null) {
                return noted.continued;
            }
        }
        return null;
    }

    /** The turn of this queue that the calling thread goes on with; {@code null} if there is none. */
    static @Nullable Continuation continuedIn(TurnQueue queue) {
        for (RunningTurn noted = INNERMOST.get(); noted != null; noted = noted.outer) {
            Continuation continued = noted.body == null ? noted.continued : noted.body.outer;
            Continuation found = continued == null ? null : continued.in(queue);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    // --- Asking ---

    /** What {@link Turn#current()} returns. */
    public static Optional<Turn> current() {
        noted = true;
        RunningTurn innermost = INNERMOST.get();
        return innermost != null && innermost.queue != null
                ? Optional.of(innermost.told(innermost.queue))
                : onlyUnnoted();
    }

    private Turn told(TurnQueue its) {
        return new Told(its.name(), number, Duration.ofNanos(waitedNanos), startedAt);
    }

    /** The turn that began before anybody had asked, unless there are several, of which none is known as innermost. */
    private static Optional<Turn> onlyUnnoted() {
        Turn found = null;
        synchronized (SILENT) {
            for (TurnQueue silent : SILENT) {
                if (silent.isHeldByCurrentThread()) {
                    if (found != null) {
                        return Optional.empty();
                    }
                    found = new Told(silent.name(), silent.turns(), Duration.ZERO, System.nanoTime());
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private record Told(String queue, long number, Duration waited, long startedAt) implements Turn {
        @Override
        public Duration running() {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }

        @Override
        public String toString() {
            return "Turn[queue=%s, number=%d, waited=%s, running=%s]".formatted(queue, number, waited, running());
        }
    }
}
