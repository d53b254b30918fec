package io.sharer.turn;

import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import io.sharer.TurnWaiter;
import io.sharer.waits.Blockers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is told of a queue in which somebody has had to wait: in messages, statistics and the search for deadlocks. */
final class QueueReport {
    private static final int NAMED_AT_MOST = 3;

    /** It is not told more often that the queue is full, for then there may be many that are refused. */
    private static final long FULL_TOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TurnQueue queue;
    private final WaitingLine line;
    private final Deck deck;
    private final LineService service;
    private final Contention contention;

    /** The turn that the watch-dog has told of. Guarded by the mutex. */
    private long toldTurn = -1;

    /** When it was last told that the queue is full. Guarded by the mutex. */
    private long toldFull;

    private boolean hasToldFull;

    QueueReport(TurnQueue queue, Contention contention, WaitingLine line, Deck deck, LineService service) {
        this.queue = queue;
        this.contention = contention;
        this.line = line;
        this.deck = deck;
        this.service = service;
    }

    TurnTimeoutException timedOut(long timeoutNanos) {
        return TurnMessages.timedOut(queue.name(), timeoutNanos, holder(), length());
    }

    TurnRejectedException full() {
        return TurnMessages.full(queue.name(), length(), holder());
    }

    /** Whether it is time to tell that the queue is full; if so, that counts as told. */
    boolean mayTellFull(long now) {
        return contention.look(() -> {
            if (hasToldFull && now - toldFull < FULL_TOLD_NANOS) {
                return false;
            }
            hasToldFull = true;
            toldFull = now;
            return true;
        });
    }

    /** How many wait. */
    int length() {
        return contention.look(() -> line.length() + deck.length());
    }

    /** Who has the turn, in words. */
    String holder() {
        long turn = queue.turnsBefore();
        long now = System.nanoTime();
        long since = contention.look(() -> line.heldSince(turn, now));
        return TurnMessages.holders(TurnState.isHeld(queue.get()), queue.inTheWay(), now - since);
    }

    /** How long, at least, the turn has been held that is held now; 0 if nobody had to wait for it. */
    long heldNanos(long now) {
        long turn = queue.turnsBefore();
        return Math.max(0, now - contention.look(() -> line.heldSince(turn, now)));
    }

    /** The first few of those who wait. */
    List<TurnWaiter> waiters(long now, int most) {
        // Outside the mutex: a label may be an object of a user's.
        return seen(most).stream().map(waiting -> waiting.asTold(now)).toList();
    }

    /** The first few of those who wait, before anything of users is asked what it is called. */
    List<Seen> seen(int most) {
        return contention.look(() -> Stream.concat(deck.waiting().stream(), line.firstCalls(most).stream())
                .limit(most)
                .map(waiting -> new Seen(waiting, waiting.since))
                .toList());
    }

    /** One who waited when it was looked, and since when. */
    record Seen(Waiting waiting, long since) {
        /** As it is told to users. */
        TurnWaiter asTold(long now) {
            Duration waited = Duration.ofNanos(since == 0 ? 0 : Math.max(0, now - since));
            if (waiting instanceof WaitingThread blocked) {
                return new TurnWaiter(TurnMessages.describe(blocked.label), blocked.thread.getName(), waited);
            }
            Object label = waiting instanceof QueuedBody<?> body ? body.label : null;
            return new TurnWaiter(label == null ? "a body" : TurnMessages.describe(label), null, waited);
        }
    }

    /** Tells of a turn that has been held for so long while others wait, once. */
    Optional<String> heldTooLong(long nanos) {
        long now = System.nanoTime();
        long turn = queue.turnsBefore();
        if (queue.isShut()) {
            // It is told of where those are who are in the way.
            return Optional.empty();
        }
        List<Holders.Holder> holders = queue.inTheWay();
        String name = queue.name();
        return contention.look(() -> {
            line.stampHolder(turn, now);
            long held = now - line.heldSince(turn, now);
            int waiting = line.lengthWithKeys() + deck.length();
            if (held < nanos || waiting == 0 || toldTurn == turn) {
                return Optional.empty();
            }
            toldTurn = turn;
            boolean onNoThread = holders.stream().anyMatch(holder -> holder.endsOn() == null);
            return Optional.of(TurnMessages.heldTooLong(
                    name,
                    waiting,
                    TurnMessages.holders(true, holders, held),
                    holders,
                    onNoThread ? fromInside() : List.of()));
        });
    }

    /** The first few of those who wait that were submitted from inside a turn of this very queue that is not over. */
    private List<Object> fromInside() {
        Stream<QueuedBody<?>> inLine = line.callsBut(null).stream()
                .filter(QueuedBody.class::isInstance)
                .map(waiting -> (QueuedBody<?>) waiting);
        return Stream.concat(deck.waiting().stream(), inLine)
                .filter(body -> body.outer != null && body.outer.in(queue) != null)
                .<Object>map(body -> body.label)
                .limit(NAMED_AT_MOST)
                .toList();
    }

    /** Who has to act before anybody in line is served. */
    Blockers blockers() {
        Front front = contention.look(this::front);
        if (front.isAdmitted) {
            return Blockers.NONE;
        }
        List<Holders.Holder> all = queue.inTheWay();
        boolean each = front.needsAll || queue.isShut() || all.stream().anyMatch(Holders.Holder::read);
        if (!each && all.size() != front.holders) {
            // One that has just taken its turn, or is just giving it back, is not among them, and not stuck.
            return Blockers.NONE;
        }
        return new Blockers(
                each, all.stream().map(holder -> holder.asBlocker(queue)).toList());
    }

    /**
     * What the first in line waits for.
     *
     * @param isAdmitted whether it need only take a turn that is free for it
     * @param needsAll whether all who hold a turn have to end it, not any one of them
     * @param holders how many these are
     */
    private record Front(boolean isAdmitted, boolean needsAll, int holders) {}

    private Front front() {
        Waiting first = line.first();
        long s = queue.get();
        // A writer with permits is freed by any one writer that ends; who reads or is alone needs all others gone.
        boolean needsAll = queue.config().permits() == 1 || first == null || first.read || first.isLast();
        return new Front(service.isFirstAdmitted(s), needsAll, TurnState.holders(s));
    }

    TurnCounts counts() {
        return contention.look(() -> new TurnCounts(
                line.length() + deck.length(),
                TurnState.holders(queue.get()),
                queue.turnsTaken(),
                line.rejected,
                line.timedOut,
                line.cancelled,
                line.longestWait()));
    }
}
