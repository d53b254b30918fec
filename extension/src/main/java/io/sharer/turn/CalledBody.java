package io.sharer.turn;

import io.sharer.Overflow;
import io.sharer.QueueClosedException;
import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.Wait;
import io.sharer.waits.WaitGraph;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous call of a queue that has a dedicated thread: a body in the queue, which its caller waits for.
 *
 * <p>To the queue the caller is a thread that waits in line: it is never dropped, leaves when it is interrupted or its
 * time is over, and minds the time itself. When its turn has come, what would have happened to the caller, had the body
 * run on its thread, happens to the body: see {@link RelayedCall}.
 *
 * <p>The caller is in the wait graph before its body is in the queue. So a wait of the body is newer than that of its
 * caller, and where the two close a circle, it is the body's wait that fails. Only a caller that has helped meanwhile
 * begins to wait anew, and is the newer one.
 */
final class CalledBody<T extends @Nullable Object> extends QueuedBody<T> implements Awaited {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final TurnQueue queue;
    private final RelayedCall<T> call;

    /** What the queue, or the context that was carried along, has to say in place of the body. */
    private volatile @Nullable Throwable refusal;

    /** The caller has gone, so nobody is told the outcome. */
    private volatile boolean abandoned;

    private boolean interrupted;

    private CalledBody(TurnQueue queue, RelayedCall<T> call, Callable<?> carried, Object label, CallSettings settings) {
        super(queue, carried, false, null, label, settings);
        this.queue = queue;
        this.call = call;
    }

    /** A call by the current thread. */
    static <T extends @Nullable Object> CalledBody<T> of(
            TurnQueue queue, Callable<T> body, Object label, CallSettings settings) {
        RelayedCall<T> call = new RelayedCall<>(body);
        return new CalledBody<>(queue, call, queue.config().carrier().carry(call), label, settings);
    }

    // --- To the queue ---

    @Override
    boolean needsNoPlace(CallSettings asked) {
        return asked.overflow() == Overflow.WAIT;
    }

    @Override
    boolean mayBeDropped() {
        return false;
    }

    @Override
    boolean mayArrive() {
        // Whoever looks for a deadlock has to see it as soon as it waits.
        return false;
    }

    @Override
    void startTimeOut(TurnTimer timer, long given) {
        // The caller does.
    }

    @Override
    void tell(@Nullable Object ignored, @Nullable Throwable failure) {
        if (failure != null && !(call.isOver() && call.failure() != null)) {
            refusal = failure;
        }
        boolean untold = abandoned;
        call.finish();
        Throwable lost = refusal == null ? call.failure() : refusal;
        if (untold && lost != null) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    TurnMessages.unseenFailure(queue.name(), TurnMessages.describe(label)),
                    lost);
        }
    }

    @Override
    void refuse(Throwable failure) {
        refusal = failure;
        call.finish();
    }

    @Override
    public Blockers blockers() {
        // The caller is in the wait graph before it is known what it waits for.
        return since != 0 || !isWaiting() ? super.blockers() : Blockers.NONE;
    }

    @Override
    public String description() {
        return "the end of " + TurnMessages.describe(label) + ", which runs on the dedicated thread of the queue '"
                + queue.name() + "'";
    }

    // --- The caller ---

    /**
     * Queues the body and waits until it is done.
     *
     * @throws InterruptedException if the caller was interrupted while its body waited for its turn
     */
    void await() throws InterruptedException {
        long deadline = settings.isTimed() ? System.nanoTime() + settings.timeoutNanos() : 0;
        Helping helping = Helping.whileWaitingFor(this);
        Wait wait =
                WaitGraph.announce(this, call::isDone, () -> queue.contention().isInLine(this));
        try {
            queue.enqueue(this);
            WaitGraph.confirm(wait).ifPresent(this::leaveDeadlock);
            while (!call.isDone()) {
                if (Thread.interrupted()) {
                    meetInterrupt();
                } else {
                    park(deadline, helping);
                }
            }
        } finally {
            WaitGraph.end();
            if (interrupted || call.leavesInterrupt()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * What the body has returned or thrown, or why it could not run.
     *
     * @param <X> what the body may throw, as the caller knows
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <X extends Throwable> T outcome() throws X {
        Throwable said = refusal;
        if (said instanceof QueueClosedException) {
            // Told anew, for whoever closed the queue has made the other on its own thread.
            throw TurnMessages.leftOver(queue.name());
        }
        Throwable thrown = said == null ? call.failure() : said;
        if (thrown != null) {
            throw (X) thrown;
        }
        return call.value();
    }

    private void meetInterrupt() throws InterruptedException {
        if (queue.contention().leave(this, false)) {
            throw new InterruptedException();
        }
        // The turn came first: its body meets the interrupt, and this thread only if that is over.
        if (!call.interrupt()) {
            interrupted = true;
        }
    }

    private void park(long deadline, @Nullable Helping helping) {
        long left = settings.isTimed() && isWaiting() ? deadline - System.nanoTime() : Long.MAX_VALUE;
        if (left <= 0) {
            RuntimeException timedOut = queue.contention().report.timedOut(settings.timeoutNanos());
            if (queue.contention().leave(this, true)) {
                throw timedOut;
            }
        } else if (helping == null) {
            LockSupport.parkNanos(this, left);
        } else {
            Stalled other = helping.park(this, left);
            if (other != null) {
                WaitGraph.end();
                Helping.help(other);
                beginWait();
            } else if (helping.hasTurnComeBeneath()) {
                beginWait();
            }
        }
    }

    private void beginWait() {
        WaitGraph.begin(this, call::isDone).ifPresent(this::leaveDeadlock);
    }

    /** A circle is closed by this wait. A body that runs already is left to itself. */
    private void leaveDeadlock(String circle) {
        if (call.isDone()) {
            return;
        }
        if (!queue.contention().leave(this, false)) {
            abandoned = true;
            queue.withdraw(this);
        }
        throw TurnEvents.deadlock(queue, circle);
    }
}
