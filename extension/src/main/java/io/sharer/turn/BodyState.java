package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a queued body stands, as one reference that is changed by compare-and-set: waiting, given a turn, inside a
 * thread, left to a stage, or over. Whoever takes it from waiting or given to something else is the only one who goes
 * on with it.
 *
 * <pre>
 *   WAITING --&gt; GIVEN --&gt; the thread that runs it &lt;--&gt; LEFT --&gt; OVER
 *      |          |
 *      +----------+---&gt; OVER   (withdrawn, timed out, dropped)
 * </pre>
 *
 * <p>A class of its own, which {@link QueuedBody} extends, so that a body is one object.
 */
abstract class BodyState extends Waiting {
    private static final Object WAITING = "waiting";
    private static final Object GIVEN = "given a turn";
    private static final Object LEFT = "left to a stage";
    private static final Object OVER = "over";
    private static final Object REFUSED = "refused";

    private static final VarHandle AT;

    static {
        try {
            AT = MethodHandles.lookup().findVarHandle(BodyState.class, "at", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Object at = WAITING;

    BodyState(boolean read) {
        super(read);
    }

    /** Whether it has no turn yet. */
    final boolean isWaiting() {
        return at == WAITING;
    }

    /** It has a turn, and no thread yet; false if it does not wait any more. */
    final boolean give() {
        return AT.compareAndSet(this, WAITING, GIVEN);
    }

    /** It comes too late for the queue. */
    final boolean refuse() {
        return AT.compareAndSet(this, WAITING, REFUSED);
    }

    final boolean isRefused() {
        return at == REFUSED;
    }

    /** Ends it before it has a turn. */
    final boolean endWaiting() {
        return AT.compareAndSet(this, WAITING, OVER);
    }

    /** Ends it before it has a thread; the caller ends its turn. */
    final boolean endGiven() {
        return AT.compareAndSet(this, GIVEN, OVER);
    }

    /**
     * The calling thread goes on with it, if it has a turn and no thread yet: so not if this thread is inside it, and
     * comes upon it again by running what an executor has in between.
     */
    final boolean claim() {
        return at == GIVEN && AT.compareAndSet(this, GIVEN, Thread.currentThread());
    }

    /** The calling thread, which has the turn, goes on with it at once, if it waits. */
    final boolean claimWaiting() {
        return AT.compareAndSet(this, WAITING, Thread.currentThread());
    }

    /** Whether there is nothing left of it but its outcome. */
    final boolean isOver() {
        return at == OVER;
    }

    /** Whether somebody has gone on with it. */
    final boolean isClaimed() {
        Object now = at;
        return now != WAITING && now != GIVEN;
    }

    /** The thread inside it, if one is. */
    final @Nullable Thread runner() {
        return at instanceof Thread thread ? thread : null;
    }

    /** The calling thread, inside it, leaves it to a stage. */
    final void leave() {
        at = LEFT;
    }

    /** The calling thread goes on with it after it was left to a stage, if no other does. */
    final boolean resume() {
        return AT.compareAndSet(this, LEFT, Thread.currentThread());
    }

    /** Ends it while it is left to a stage and no thread goes on with it. */
    final boolean endLeft() {
        return AT.compareAndSet(this, LEFT, OVER);
    }

    /** The calling thread, which has claimed it, is done with it. */
    final void end() {
        if (at != OVER) {
            AT.setRelease(this, OVER);
        }
    }
}
