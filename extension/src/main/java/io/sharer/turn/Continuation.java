package io.sharer.turn;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The turn that a piece of code goes on with, although it runs neither in the turn's body nor on its thread: what the
 * body has submitted elsewhere, and what is attached to a future of ours that was made inside it.
 *
 * <p>While the turn is left to a stage, a call of such code into the turn's queue runs inline; one at a time, and after
 * the body. Strangers never do: what a body relies on holds until its stage is done.
 */
final class Continuation implements Awaited {
    private final TurnQueue queue;
    private final @Nullable Continuation outer;
    private final Queue<Thread> waiters = new ConcurrentLinkedQueue<>();

    /** Forgotten when its turn is over, so that a chain of bodies that submit each other keeps nothing. */
    private volatile @Nullable QueuedBody<?> body;

    /**
     * Of a body that runs now.
     *
     * @param outer what that body goes on with itself
     */
    Continuation(TurnQueue queue, QueuedBody<?> body, @Nullable Continuation outer) {
        this.queue = queue;
        this.body = body;
        this.outer = outer == null ? null : outer.orOuter();
    }

    private @Nullable Continuation orOuter() {
        Continuation live = this;
        while (live != null && live.body == null) {
            live = live.outer;
        }
        return live;
    }

    /** How many others this leads to. */
    int depth() {
        return outer == null ? 0 : 1 + outer.depth();
    }

    /** This, or what it goes on with itself, if that is a turn of the given queue; {@code null} if none is. */
    @Nullable Continuation in(TurnQueue its) {
        for (Continuation each = this; each != null; each = each.outer) {
            if (each.queue == its && each.body != null) {
                return each;
            }
        }
        return null;
    }

    /** The queues of the turns that this goes on with, innermost first. */
    List<TurnQueue> queues() {
        List<TurnQueue> queues = new ArrayList<>(1);
        for (Continuation each = this; each != null; each = each.outer) {
            if (each.body != null) {
                queues.add(each.queue);
            }
        }
        return queues;
    }

    // --- The turn ---

    /** The turn was left to its stage, or left again: another may go on with it. */
    void left() {
        waiters.forEach(LockSupport::unpark);
    }

    /** The turn is over. */
    void end() {
        body = null;
        left();
    }

    // --- Going on with it ---

    /**
     * Waits until nothing else of the turn runs, and goes on with it.
     *
     * @return the body whose turn it is; {@code null} if that is over by then
     */
    @Nullable QueuedBody<?> enter(CallSettings settings) throws InterruptedException {
        QueuedBody<?> left = body;
        if (left == null || !left.mayBeLeft()) {
            return null;
        }
        if (left.resume()) {
            return left;
        }
        TurnTimer timer = queue.config().timer();
        long since = timer.now();
        waiters.add(Thread.currentThread());
        try {
            Optional<String> deadlock = WaitGraph.begin(this, () -> body == null);
            if (deadlock.isPresent()) {
                throw TurnEvents.deadlock(queue, deadlock.get());
            }
            while (body != null) {
                if (left.resume()) {
                    return left;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long nanos = settings.isTimed() ? settings.timeoutNanos() - (timer.now() - since) : Long.MAX_VALUE;
                if (nanos <= 0) {
                    throw queue.contention().report.timedOut(settings.timeoutNanos());
                }
                LockSupport.parkNanos(this, settings.isTimed() ? timer.longestPark(nanos) : nanos);
            }
            return null;
        } finally {
            WaitGraph.end();
            waiters.remove(Thread.currentThread());
        }
    }

    @Override
    public Blockers blockers() {
        QueuedBody<?> left = body;
        Thread inside = left == null ? null : left.runner();
        return left == null || inside == null
                ? Blockers.NONE
                : new Blockers(
                        true,
                        List.of(Blocker.running(
                                () -> TurnMessages.describe(left.label) + ", which has the turn of the queue '"
                                        + queue.name() + "'",
                                inside)));
    }

    @Override
    public String description() {
        return "a turn in the queue '" + queue.name() + "' to go on with";
    }
}
