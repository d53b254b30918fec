package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.KEYED;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;

import io.sharer.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * How a thread or a body comes into a queue that has no turn for it at once: it takes one all the same, joins the line,
 * waits for a place there, or is refused.
 */
final class Admission {
    private final TurnQueue queue;
    private final Contention contention;
    private final WaitingLine line;
    private final LineService service;

    Admission(TurnQueue queue, Contention contention, WaitingLine line, LineService service) {
        this.queue = queue;
        this.contention = contention;
        this.line = line;
        this.service = service;
    }

    /**
     * Takes a turn if there is a free one for this node, else joins the line.
     *
     * @return whether the turn was taken
     */
    boolean takeOrJoin(Waiting node, CallSettings settings) throws InterruptedException {
        PlaceWaiter place = null;
        while (true) {
            switch (takeOrJoin(node, settings, place)) {
                case TAKEN -> {
                    return true;
                }
                case JOINED -> {
                    contention.tellIfUnwatched();
                    return false;
                }
                case KEPT_OUT -> {
                    queue.admitUnkeyed();
                    place = null;
                }
                case CLOSED -> throw queue.closed();
                case TIMED_OUT -> throw contention.report.timedOut(settings.timeoutNanos());
                case FULL -> {
                    if (settings.overflow() != Overflow.WAIT) {
                        TurnEvents.full(queue, contention.report);
                        throw contention.report.full();
                    }
                    place = awaitPlace(settings);
                }
            }
        }
    }

    /** What has become of a node that asked for a turn. */
    private enum Asked {
        TAKEN,
        JOINED,
        KEPT_OUT,
        CLOSED,
        TIMED_OUT,
        FULL
    }

    /** Asks once, with the place that was waited for, if one was. */
    private Asked takeOrJoin(Waiting node, CallSettings settings, @Nullable PlaceWaiter place) {
        Handover handover = new Handover();
        line.mutex.lock();
        try {
            if (place != null) {
                line.leave(place);
            }
            boolean hasPlace = node.needsNoPlace(settings) || (place != null && place.hasPlace());
            while (true) {
                service.gather();
                long s = queue.get();
                if ((s & CLOSED) != 0 && !node.isLast()) {
                    contention.countRefused();
                    return Asked.CLOSED;
                }
                if ((s & KEYED) != 0 && node.isCall()) {
                    return Asked.KEPT_OUT;
                }
                boolean mayPass = (s & (WAITERS | ARRIVED)) == 0 || ((s & (STRICT | ARRIVED)) == 0 && node.mayPass());
                if (mayPass && service.admits(node, s)) {
                    if (queue.take(s, node.read)) {
                        return Asked.TAKEN;
                    }
                } else if (settings.timeoutNanos() <= 0) {
                    line.timedOut++;
                    return Asked.TIMED_OUT;
                } else if (!hasPlace && line.isFull()) {
                    if (!dropOldest(settings, handover)) {
                        line.rejected += settings.overflow() == Overflow.WAIT ? 0 : 1;
                        return Asked.FULL;
                    }
                } else if ((s & ARRIVED) == 0 && queue.change(s, s | WAITERS | (node.mayPass() ? 0 : STRICT))) {
                    node.since = System.nanoTime();
                    line.append(node);
                    line.stampHolder(queue.turnsBefore(), node.since);
                    contention.watch();
                    return Asked.JOINED;
                }
            }
        } finally {
            line.givePlaces();
            line.mutex.unlock();
            queue.dispatcher().serveOthers(handover);
            for (QueuedBody<?> dropped : handover.removed()) {
                TurnEvents.full(queue, contention.report);
                dropped.fail(TurnMessages.dropped(queue.name()));
            }
        }
    }

    /** Makes a place in a full line if the settings say so, and there is a body to drop. */
    private boolean dropOldest(CallSettings settings, Handover handover) {
        QueuedBody<?> oldest = settings.overflow() == Overflow.DROP_OLDEST ? line.oldestBody() : null;
        if (oldest == null) {
            return false;
        }
        oldest.endWaiting();
        line.remove(oldest, System.nanoTime());
        line.rejected++;
        handover.removed(oldest);
        service.serve(handover);
        return true;
    }

    /** Waits for a place; returns who has one, or may look again because the queue is closed. */
    private PlaceWaiter awaitPlace(CallSettings settings) throws InterruptedException {
        if (queue.isInsideByCurrentThread() || queue.holders().keptOn(Thread.currentThread())) {
            throw TurnMessages.placeInsideTurn(queue.name());
        }
        PlaceWaiter me = new PlaceWaiter(queue);
        contention.look(() -> {
            line.join(me);
            line.givePlaces();
            return queue.isClosed() && refusePlaces();
        });
        boolean ready = false;
        try {
            ready = me.await(settings.timeoutNanos()) != PlaceWaiter.Outcome.TIMED_OUT;
        } finally {
            if (!ready) {
                contention.change(handover -> {
                    line.leave(me);
                    line.givePlaces();
                });
            }
        }
        if (!ready) {
            contention.look(() -> ++line.timedOut);
            throw contention.report.timedOut(settings.timeoutNanos());
        }
        return me;
    }

    private boolean refusePlaces() {
        line.refusePlaces();
        return true;
    }
}
