package io.sharer.turn;

import io.sharer.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a thread notes about the turn it runs a body in, so that the body can ask. It is the thread's alone, and gone
 * from it when the outermost body returns.
 */
public final class RunningTurn extends CallStacks.Frame {
    /** As many as a large server has threads for requests. */
    private static final int PLACES = 256;

    private static final CallStacks<RunningTurn> STACKS = new CallStacks<>(PLACES);

    /** Queues whose synchronous turns are noted only once somebody has asked. Weak, for nobody else may know them. */
    private static final Set<TurnQueue> SILENT =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** When a body began in a free turn before anybody had asked: reading the clock takes longer than such a turn. */
    static final long UNTIMED = 0;

    private static volatile boolean noted;

    private final @Nullable Continuation continued;
    private @Nullable QueuedBody<?> body;
    private @Nullable TurnQueue queue;
    private long number;
    private long waitedNanos;
    private long startedAt;

    private RunningTurn(@Nullable Continuation continued) {
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

    /** When a body begins in a free turn. */
    static long now() {
        return noted ? System.nanoTime() : UNTIMED;
    }

    /** This thread is about to run a body, or several, one after another. */
    static RunningTurn enter() {
        return enter(null);
    }

    /** This thread is about to run code that goes on with a turn. */
    static RunningTurn enter(@Nullable Continuation continued) {
        RunningTurn entered = new RunningTurn(continued);
        STACKS.push(entered);
        return entered;
    }

    /**
     * As {@link #enter}, for a body that runs inline in a turn of this queue; {@code null} if that is the innermost.
     */
    static @Nullable RunningTurn reenter(TurnQueue queue) {
        RunningTurn innermost = STACKS.top();
        for (RunningTurn noted = innermost; noted != null; noted = STACKS.outer(noted)) {
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
        STACKS.pop(this);
    }

    // --- Continuing ---

    /** What others do from here on for this thread goes on with this. */
    static @Nullable Continuation continuation() {
        for (RunningTurn noted = STACKS.top(); noted != null; noted = STACKS.outer(noted)) {
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
        for (RunningTurn noted = STACKS.top(); noted != null; noted = STACKS.outer(noted)) {
            Continuation continued = noted.body == null ? noted.continued : noted.body.outer;
            Continuation found = continued == null ? null : continued.in(queue);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The queues of all turns that the calling thread may go on with, innermost first. */
    static List<TurnQueue> continuedQueues() {
        List<TurnQueue> queues = List.of();
        for (RunningTurn noted = STACKS.top(); noted != null; noted = STACKS.outer(noted)) {
            Continuation continued = noted.body == null ? noted.continued : noted.body.outer;
            if (continued != null) {
                queues = queues.isEmpty() ? new ArrayList<>() : queues;
                queues.addAll(continued.queues());
            }
        }
        return queues;
    }

    /** The queues of the keys whose bodies the calling thread runs, innermost first. */
    static List<KeyQueue> keysIn(KeyedQueues keys) {
        List<KeyQueue> queues = List.of();
        for (RunningTurn noted = STACKS.top(); noted != null; noted = STACKS.outer(noted)) {
            // One beneath a body that this thread runs to help is not held by that.
            if (noted.queue instanceof KeyQueue key && key.isOf(keys) && key.isHeldByCurrentThread()) {
                queues = queues.isEmpty() ? new ArrayList<>() : queues;
                queues.add(key);
            }
        }
        return queues;
    }

    // --- Asking ---

    /** What {@link Turn#current()} returns. */
    public static Optional<Turn> current() {
        noted = true;
        RunningTurn innermost = STACKS.top();
        return innermost != null && innermost.queue != null
                ? Optional.of(innermost.told(innermost.queue))
                : onlyUnnoted();
    }

    private Turn told(TurnQueue its) {
        if (startedAt == UNTIMED) {
            startedAt = System.nanoTime();
        }
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
