package io.sharer.turn;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A submitter that waits for a place in a full line. Places come free as those in line are served, so it is held up by
 * the same ones as they are.
 */
final class PlaceWaiter implements Awaited {
    /** How the waiting ended. */
    enum Outcome {
        GIVEN,
        REFUSED,
        TIMED_OUT
    }

    private final TurnQueue queue;
    private final Thread thread = Thread.currentThread();

    /** Written under the line's mutex. */
    private volatile @Nullable Outcome outcome;

    PlaceWaiter(TurnQueue queue) {
        this.queue = queue;
    }

    // --- Under the line's mutex ---

    void give() {
        end(Outcome.GIVEN);
    }

    /** The queue is closed. */
    void refuse() {
        end(Outcome.REFUSED);
    }

    private void end(Outcome how) {
        outcome = how;
        LockSupport.unpark(thread);
    }

    boolean hasPlace() {
        return outcome == Outcome.GIVEN;
    }

    // --- By the submitter, without the mutex ---

    /**
     * Waits for a place, for so long.
     *
     * @throws io.sharer.TurnDeadlockException if none will ever come
     */
    Outcome await(long nanos) throws InterruptedException {
        long since = System.nanoTime();
        Helping helping = Helping.whileWaitingFor(this);
        try {
            beginWait();
            while (true) {
                Outcome now = outcome;
                if (now != null) {
                    return now;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long left = nanos == CallSettings.NO_TIMEOUT ? nanos : nanos - (System.nanoTime() - since);
                if (left <= 0) {
                    return Outcome.TIMED_OUT;
                }
                park(left, helping);
            }
        } finally {
            WaitGraph.end();
        }
    }

    private void park(long nanos, @Nullable Helping helping) {
        if (helping == null) {
            LockSupport.parkNanos(this, nanos);
            return;
        }
        Stalled body = helping.park(this, nanos);
        if (body != null) {
            WaitGraph.end();
            Helping.help(body);
            beginWait();
        } else if (helping.hasTurnComeBeneath()) {
            beginWait();
        }
    }

    private void beginWait() {
        Optional<String> deadlock = WaitGraph.begin(this, () -> outcome != null);
        if (deadlock.isPresent() && outcome == null) {
            throw TurnEvents.deadlock(queue, deadlock.get());
        }
    }

    @Override
    public Blockers blockers() {
        return queue.blockers();
    }

    @Override
    public String description() {
        return "a place in the queue '" + queue.name() + "', which is full";
    }
}
