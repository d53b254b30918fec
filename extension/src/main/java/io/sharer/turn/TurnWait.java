package io.sharer.turn;

import io.sharer.jfr.FlightEvents;
import io.sharer.jfr.Recording;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a thread that is in line for its turn. It is part of the wait graph meanwhile, and a thread of the
 * executor runs what would else have no thread.
 */
final class TurnWait {
    private final TurnQueue queue;
    private final Contention contention;
    private final WaitingThread me;
    private final CallSettings settings;
    private final @Nullable Helping helping;

    private final long givenSince;

    /** @param givenSince when it began, if the queue is given its time */
    TurnWait(TurnQueue queue, WaitingThread me, CallSettings settings, long givenSince) {
        this.queue = queue;
        this.contention = queue.contention();
        this.me = me;
        this.settings = settings;
        this.helping = Helping.whileWaitingFor(queue);
        this.givenSince = givenSince;
    }

    /**
     * Returns when the turn has come.
     *
     * @throws io.sharer.TurnTimeoutException if it has not come in time
     * @throws io.sharer.TurnDeadlockException if it never would
     * @throws io.sharer.QueueClosedException if it is refused
     */
    void await() throws InterruptedException {
        Recording recorded = FlightEvents.recordsWaits()
                ? FlightEvents.turnWait(queue.config().name(), TurnMessages.describe(me.label))
                : null;
        if (recorded == null) {
            awaitTurn();
            return;
        }
        String outcome = "taken";
        try {
            awaitTurn();
        } catch (InterruptedException | RuntimeException e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            recorded.end(outcome);
        }
    }

    private void awaitTurn() throws InterruptedException {
        boolean interrupted = false;
        try {
            begin();
            while (me.status != WaitingThread.Status.GRANTED) {
                if (me.status == WaitingThread.Status.REFUSED) {
                    throw TurnMessages.leftOver(queue.name());
                }
                if (me.status == WaitingThread.Status.WOKEN) {
                    contention.tryAsFirst(me);
                } else if (Thread.interrupted()) {
                    if (contention.leave(me, false)) {
                        throw new InterruptedException();
                    }
                    // The turn came first: it is taken, and its body meets the interrupt.
                    interrupted = true;
                } else {
                    park();
                }
            }
        } finally {
            WaitGraph.end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void begin() {
        Optional<String> deadlock = WaitGraph.begin(queue, me::isOutOfLine);
        if (deadlock.isPresent() && contention.leave(me, false)) {
            throw TurnEvents.deadlock(queue, deadlock.get());
        }
    }

    private void park() {
        TurnTimer timer = queue.config().timer();
        long begun = timer.isGiven() ? givenSince : me.since;
        long left = settings.isTimed() ? settings.timeoutNanos() - (timer.now() - begun) : Long.MAX_VALUE;
        if (left <= 0) {
            RuntimeException timedOut = contention.report.timedOut(settings.timeoutNanos());
            if (contention.leave(me, true)) {
                throw timedOut;
            }
        } else {
            if (helping != null) {
                // It parks for a moment only, after which help may be due: that passes by the JVM's time.
                parkHelping(helping, timer.isGiven() ? Long.MAX_VALUE : left);
            } else {
                LockSupport.parkNanos(queue, settings.isTimed() ? timer.longestPark(left) : left);
            }
        }
    }

    private void parkHelping(Helping helper, long nanos) {
        Stalled body = helper.park(queue, nanos);
        if (body != null && contention.willBeHandedOver(me)) {
            WaitGraph.end();
            Helping.help(body, me::isOutOfLine);
            if (!me.isOutOfLine()) {
                begin();
            }
        } else if (helper.hasTurnComeBeneath()) {
            begin();
        }
    }
}
