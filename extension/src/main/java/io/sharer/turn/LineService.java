package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.FLAGS;
import static io.sharer.turn.TurnState.KEYED;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;
import static io.sharer.turn.TurnState.WOKEN;

import org.jspecify.annotations.Nullable;

/**
 * Serves the line: those in front get the turns that are free, and the flags of the state word tell what the line is
 * then. All of it under the line's mutex.
 */
final class LineService {
    private final TurnQueue queue;
    private final TurnState state;
    private final Holders holders;
    private final WaitingLine line;
    private final Deck deck;
    private final Arrivals arrivals;
    private final Passes passes = new Passes();

    LineService(TurnQueue queue, Holders holders, WaitingLine line, Deck deck, Arrivals arrivals) {
        this.queue = queue;
        this.state = queue;
        this.holders = holders;
        this.line = line;
        this.deck = deck;
        this.arrivals = arrivals;
    }

    // --- Who has arrived ---

    /** Those who have arrived join the line. From here until the line is served, nobody passes it. */
    void gather() {
        if (arrivals.takeFlag()) {
            join(arrivals.takeAll());
        }
    }

    /** Those of a chain of arrivals join the line. */
    void join(@Nullable QueuedBody<?> chain) {
        if (chain == null) {
            return;
        }
        long since = chain.since == 0 ? deck.filledAt() : chain.since;
        line.stampHolder(chain.turn, since);
        QueuedBody<?> body = chain;
        while (body != null) {
            QueuedBody<?> next = body.takeNext();
            if (body.since == 0) {
                body.since = since;
            }
            since = body.since;
            line.append(body);
            body = next;
        }
    }

    // --- Who is served ---

    /** Whether the first in line need only take a turn that is free for it. */
    boolean isFirstAdmitted(long s) {
        Waiting first = line.first();
        return first != null && admits(first, s);
    }

    /** Whether one more, this one, may hold a turn beside those who do. */
    boolean admits(Waiting node, long s) {
        return node.isLast() ? !TurnState.isHeld(s) : state.admits(s, node.read);
    }

    /** Ends a turn; whose turn has come is in the handover when this returns. */
    void handOver(boolean read, Handover handover) {
        QueuedBody<?> next = deck.next(false);
        if (next == null && queue.isAlone(read) && deck.isQuick() && line.first() == null) {
            next = nextArrived();
        }
        if (next == null) {
            state.giveBackSlowly(read);
            serve(handover);
        } else {
            handover.served(next);
        }
    }

    /** The next body, of those that have just arrived, which follow each other without having been in line. */
    private @Nullable QueuedBody<?> nextArrived() {
        QueuedBody<?> arrived = arrivals.takeFlag() ? arrivals.takeAll() : null;
        if (arrived == null) {
            return null;
        }
        long now = System.nanoTime();
        join(deck.fill(arrived, line, now));
        return deck.next(false);
    }

    /** The first in line, woken, tries to take a turn. */
    void tryAsFirst(WaitingThread me, Handover handover) {
        while (me.status == WaitingThread.Status.WOKEN) {
            long s = state.get();
            if (!admits(me, s)) {
                // Overtaken: the next release looks after the line.
                serve(handover);
            } else if (state.take(s, me.read)) {
                line.serve(me, System.nanoTime());
                me.status = WaitingThread.Status.GRANTED;
                serve(handover);
            }
        }
    }

    /**
     * Gives turns to those in front of the line for whom there are free ones, and sets the flags to what the line is
     * then.
     */
    void serve(Handover handover) {
        while (true) {
            gather();
            long s = state.get();
            Waiting first = line.first();
            if (isNobodyWaiting()) {
                if (changeFlags(s, 0)) {
                    deck.empty();
                    handover.ended = (s & CLOSED) != 0 && !TurnState.isHeld(s);
                    handover.lineEmptied = true;
                    if (queue.keys() != null) {
                        // Those who hold it for keys come and go without a turn that has a number.
                        line.forgetHolder();
                    }
                    return;
                }
            } else if (first == null) {
                if (changeFlags(s, WAITERS | STRICT)) {
                    return;
                }
            } else {
                long now = System.nanoTime();
                boolean strict = (s & CLOSED) != 0 || !deck.isEmpty() || line.isStrict(now);
                // Bodies may have arrived at the very moment at which the first key came.
                boolean keptOut = (s & KEYED) != 0;
                boolean free = !keptOut && admits(first, s);
                if (free && (strict || !first.mayPass())) {
                    if (state.take(s, first.read)) {
                        line.serve(first, now);
                        grant(first, now);
                        handover.served(first);
                    }
                } else if (changeFlags(s, WAITERS | (strict ? STRICT : 0) | (free ? WOKEN : 0))) {
                    handover.keptOut = keptOut;
                    if (first instanceof WaitingThread waiter) {
                        wakeOrNot(waiter, free, now, handover);
                    }
                    return;
                }
            }
        }
    }

    private void wakeOrNot(WaitingThread first, boolean free, long now, Handover handover) {
        WaitingThread.Status before = first.status;
        first.status = free ? WaitingThread.Status.WOKEN : WaitingThread.Status.WAITING;
        if (free) {
            state.letPass(passes.before(now));
            // One that was woken before, and has not come yet, has no processor: waking it again gives it none.
            handover.woken(before == WaitingThread.Status.WOKEN ? null : first.thread);
        }
    }

    boolean isNobodyWaiting() {
        return line.first() == null && deck.isEmpty();
    }

    private boolean changeFlags(long s, long flags) {
        return (s & ARRIVED) == 0 && state.change(s, (s & ~FLAGS) | (s & (CLOSED | KEYED)) | flags);
    }

    private void grant(Waiting node, long now) {
        if (node instanceof QueuedBody<?> body) {
            body.give();
            holders.given(body);
            if (body.alone && queue.config().capacity() == 0) {
                deck.fill(line, now);
            }
        } else if (node instanceof WaitingThread waiter) {
            holders.granted(waiter, queue.isAlone(waiter.read));
            waiter.status = WaitingThread.Status.GRANTED;
        }
    }
}
