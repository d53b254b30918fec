package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.FLAGS;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;
import static io.sharer.turn.TurnState.WOKEN;

import io.sharer.QueueStats;
import io.sharer.TurnTimeoutException;
import io.sharer.waits.Blockers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a queue where somebody has to wait: the line is joined, left and served, under its mutex. A queue has
 * one from its first contention on.
 *
 * <p>Every change that may let somebody in ends in {@link #serve}, and what that brought about is acted on outside the
 * mutex.
 */
final class Contention {
    /** Completed when the queue is closed and its last turn is over. */
    final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private final TurnQueue queue;
    private final TurnState state;
    private final Holders holders;
    private final WaitingLine line;
    private final Arrivals arrivals = new Arrivals();
    private final Deck deck = new Deck();
    private final boolean bounded;

    /** Whether the watch-dog has it. Written under the mutex. */
    private volatile boolean watched;

    /** The turn that the watch-dog has told of. Guarded by the mutex. */
    private long toldTurn = -1;

    Contention(TurnQueue queue, Holders holders) {
        this.queue = queue;
        this.state = queue;
        this.holders = holders;
        this.bounded = queue.config().capacity() > 0;
        this.line = new WaitingLine(queue.config().capacity());
    }

    /** Runs the change under the mutex, and acts on what it has brought about. */
    private void change(Consumer<Handover> change) {
        queue.dispatcher().runAll(handoverOf(change));
    }

    private Handover handoverOf(Consumer<Handover> change) {
        Handover handover = new Handover();
        line.mutex.lock();
        try {
            change.accept(handover);
        } finally {
            line.mutex.unlock();
        }
        return handover;
    }

    // --- Arriving without the mutex ---

    /**
     * Leaves the body where it is found by whoever looks after the line next, if somebody is bound to.
     *
     * @return false if nobody is, or only the line itself can tell whether the body may join it
     */
    boolean arrive(QueuedBody<?> body) {
        if (bounded || body.settings.timeoutNanos() <= 0 || !isLookedAfter(state.get(), body)) {
            return false;
        }
        body.since = System.nanoTime();
        body.seenTurn = queue.turns();
        arrivals.push(body);
        while (true) {
            long s = state.get();
            if ((s & ARRIVED) != 0) {
                return true;
            }
            if (!isLookedAfter(s, body)) {
                lookAfter(body);
                return true;
            }
            if (state.change(s, s | ARRIVED)) {
                if (!watched) {
                    watch();
                }
                return true;
            }
        }
    }

    /** Whether somebody will look after the line, for whom {@code ARRIVED} is enough. */
    private boolean isLookedAfter(long s, QueuedBody<?> body) {
        return (s & CLOSED) == 0 && ((s & WAITERS) != 0 || !state.admits(s, body.read));
    }

    /** What has been pushed, and perhaps found by nobody, joins the line or, if the queue is closed, is refused. */
    private void lookAfter(QueuedBody<?> body) {
        change(handover -> {
            QueuedBody<?> arrived = arrivals.takeAll();
            while (arrived != null) {
                QueuedBody<?> next = arrived.takeNext();
                if (!state.isClosed()) {
                    line.append(arrived);
                } else if (arrived.refuse()) {
                    line.rejected++;
                }
                arrived = next;
            }
            serve(handover);
        });
        if (body.isRefused()) {
            throw TurnMessages.closed(queue.name());
        }
    }

    /** Those who have arrived join the line. From here until the line is served, nobody passes it. */
    private void gather() {
        long s = state.get();
        while ((s & ARRIVED) != 0) {
            if (state.change(s, (s & ~ARRIVED) | WAITERS | STRICT)) {
                QueuedBody<?> arrived = arrivals.takeAll();
                if (arrived != null) {
                    line.stampHolder(arrived.seenTurn, arrived.since);
                }
                while (arrived != null) {
                    QueuedBody<?> next = arrived.takeNext();
                    line.append(arrived);
                    arrived = next;
                }
                return;
            }
            s = state.get();
        }
    }

    // --- Joining the line ---

    /**
     * Takes a turn if there is a free one for this node, else joins the line.
     *
     * @return whether the turn was taken
     */
    boolean takeOrJoin(Waiting node, CallSettings settings) throws InterruptedException {
        Handover handover = new Handover();
        line.mutex.lock();
        try {
            boolean hasPlace = node.needsNoPlace(settings);
            while (true) {
                gather();
                long s = state.get();
                if ((s & CLOSED) != 0 && !node.isLast()) {
                    line.rejected++;
                    throw TurnMessages.closed(queue.name());
                }
                boolean mayPass = (s & (WAITERS | ARRIVED)) == 0 || ((s & (STRICT | ARRIVED)) == 0 && node.mayPass());
                if (mayPass && admits(node, s)) {
                    if (state.take(s, node.read)) {
                        return true;
                    }
                } else if (settings.timeoutNanos() <= 0) {
                    line.timedOut++;
                    throw timedOut(0);
                } else if (!hasPlace && line.isFull()) {
                    hasPlace = findPlace(settings, handover);
                } else if ((s & ARRIVED) == 0 && state.change(s, s | WAITERS | (node.mayPass() ? 0 : STRICT))) {
                    node.since = System.nanoTime();
                    line.append(node);
                    line.stampHolder(queue.turns(), node.since);
                    watch();
                    return false;
                }
            }
        } finally {
            line.givePlaces();
            line.mutex.unlock();
            queue.dispatcher().runAll(handover);
            for (QueuedBody<?> dropped : handover.removed()) {
                dropped.fail(TurnMessages.dropped(queue.name()));
            }
        }
    }

    private void watch() {
        line.mutex.lock();
        try {
            if (!watched) {
                watched = true;
                queue.config().timer().watchDog().watch(this);
            }
        } finally {
            line.mutex.unlock();
        }
    }

    /** Finds a place in a full line as the settings say; false if the caller has to look again. */
    private boolean findPlace(CallSettings settings, Handover handover) throws InterruptedException {
        switch (settings.overflow()) {
            case WAIT -> {
                return awaitPlace(settings);
            }
            case DROP_OLDEST -> {
                QueuedBody<?> oldest = line.oldestBody();
                if (oldest != null) {
                    oldest.endWaiting();
                    line.remove(oldest, System.nanoTime());
                    line.rejected++;
                    handover.removed(oldest);
                    serve(handover);
                    return false;
                }
            }
            case REJECT -> {}
        }
        line.rejected++;
        throw TurnMessages.full(queue.name(), line.length(), holder());
    }

    private boolean awaitPlace(CallSettings settings) throws InterruptedException {
        if (queue.isHeldByCurrentThread()) {
            throw TurnMessages.placeInsideTurn(queue.name());
        }
        if (line.awaitPlace(settings.timeoutNanos())) {
            return true;
        }
        if (state.isClosed()) {
            return false;
        }
        line.timedOut++;
        throw timedOut(settings.timeoutNanos());
    }

    private boolean admits(Waiting node, long s) {
        return node.isLast() ? !TurnState.isHeld(s) : state.admits(s, node.read);
    }

    // --- Leaving it ---

    /** Leaves the line without a turn; false if the turn has come or been refused before that. */
    boolean leave(Waiting node, boolean timedOut) {
        boolean[] left = new boolean[1];
        change(handover -> {
            gather();
            left[0] = node instanceof QueuedBody<?> body ? body.endWaiting() : node.inLine;
            if (left[0]) {
                if (timedOut) {
                    line.timedOut++;
                } else {
                    line.cancelled++;
                }
                removeEnded(node, handover);
            }
        });
        return left[0];
    }

    private void removeEnded(Waiting node, Handover handover) {
        // Else it is on deck, where it is passed over.
        if (node.inLine) {
            line.remove(node, System.nanoTime());
            serve(handover);
        }
    }

    /**
     * Ends a body that no thread has begun.
     *
     * @return whether it had a turn, which the caller has to end
     */
    boolean withdraw(QueuedBody<?> body) {
        boolean[] hadTurn = new boolean[1];
        change(handover -> {
            gather();
            if (body.endWaiting()) {
                line.cancelled++;
                removeEnded(body, handover);
            } else if (body.endGiven()) {
                line.cancelled++;
                hadTurn[0] = true;
            }
        });
        return hadTurn[0];
    }

    /** Takes all but one out of line: threads wake up refused, bodies are returned, for the caller to fail. */
    List<QueuedBody<?>> abandon(@Nullable WaitingThread allBut) {
        Handover handover = handoverOf(gathered -> {
            gather();
            deck.endAll(gathered::removed);
            long now = System.nanoTime();
            for (Waiting node : line.allBut(allBut)) {
                line.remove(node, now);
                if (node instanceof QueuedBody<?> body) {
                    body.endWaiting();
                    gathered.removed(body);
                } else {
                    line.cancelled++;
                    ((WaitingThread) node).status = WaitingThread.Status.REFUSED;
                    gathered.served(node);
                }
            }
            line.cancelled += gathered.removed().size();
            serve(gathered);
        });
        queue.dispatcher().runAll(handover);
        return handover.removed();
    }

    // --- Being served ---

    /** The next body on deck, which follows on the one that the caller has ended; {@code null} if there is none. */
    @Nullable QueuedBody<?> nextOnDeck() {
        QueuedBody<?> next = deck.next();
        if (next != null) {
            holders.given(next);
        }
        return next;
    }

    /** Ends a turn; whose turn has come is in the handover when this returns. */
    Handover handOver(boolean read) {
        return handoverOf(handover -> {
            QueuedBody<?> next = nextOnDeck();
            if (next == null) {
                state.giveBackSlowly(read);
                serve(handover);
            } else {
                handover.served(next);
            }
        });
    }

    /** The first in line, woken, tries to take a turn. */
    void tryAsFirst(WaitingThread me) {
        change(handover -> {
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
        });
    }

    /**
     * Gives turns to those in front of the line for whom there are free ones, and sets the flags to what the line is
     * then.
     */
    private void serve(Handover handover) {
        while (true) {
            gather();
            long s = state.get();
            Waiting first = line.first();
            if (isNobodyWaiting()) {
                if (changeFlags(s, 0)) {
                    handover.ended = (s & CLOSED) != 0 && !TurnState.isHeld(s);
                    return;
                }
            } else if (first == null) {
                if (changeFlags(s, WAITERS | STRICT)) {
                    return;
                }
            } else {
                long now = System.nanoTime();
                boolean strict = (s & CLOSED) != 0 || !deck.isEmpty() || line.isStrict(now);
                boolean free = admits(first, s);
                if (free && (strict || !first.mayPass())) {
                    if (state.take(s, first.read)) {
                        line.serve(first, now);
                        grant(first, now);
                        handover.served(first);
                    }
                } else if (changeFlags(s, WAITERS | (strict ? STRICT : 0) | (free ? WOKEN : 0))) {
                    if (first instanceof WaitingThread waiter) {
                        waiter.status = free ? WaitingThread.Status.WOKEN : WaitingThread.Status.WAITING;
                        handover.woken(free ? waiter.thread : null);
                    }
                    return;
                }
            }
        }
    }

    private boolean changeFlags(long s, long flags) {
        return (s & ARRIVED) == 0 && state.change(s, (s & ~FLAGS) | (s & CLOSED) | flags);
    }

    private void grant(Waiting node, long now) {
        if (node instanceof QueuedBody<?> body) {
            body.give();
            holders.given(body);
            if (body.alone && !bounded) {
                deck.fill(line, now);
            }
        } else {
            ((WaitingThread) node).status = WaitingThread.Status.GRANTED;
        }
    }

    // --- The end ---

    /** Interrupts all threads that hold a turn of this queue, which is closed; returns who holds one. */
    List<Holders.Holder> interruptHolders() {
        line.mutex.lock();
        try {
            List<Holders.Holder> all = holders.all();
            for (Holders.Holder holder : all) {
                Thread thread = holder.thread();
                if (holder.body() != null) {
                    holder.body().interruptRunner();
                } else if (thread != null) {
                    // A release of a closed queue needs the mutex, so this cannot hit what comes after the turn.
                    thread.interrupt();
                }
            }
            return all;
        } finally {
            line.mutex.unlock();
        }
    }

    /** Takes nothing new from now on. */
    void refuseNew() {
        change(handover -> {
            long s = state.get();
            while ((s & ARRIVED) != 0 || !state.change(s, s | CLOSED)) {
                gather();
                s = state.get();
            }
            line.refusePlaces();
            serve(handover);
        });
    }

    /** From now on bodies run on threads of our own. */
    void beginDrain() {
        line.mutex.lock();
        try {
            if (line.drains++ == 0) {
                line.drainThreads = new OwnThreads("sharer-drain-" + queue.name());
            }
        } finally {
            line.mutex.unlock();
        }
    }

    void endDrain() {
        OwnThreads done = null;
        line.mutex.lock();
        try {
            if (--line.drains == 0) {
                done = line.drainThreads;
                line.drainThreads = null;
            }
        } finally {
            line.mutex.unlock();
        }
        if (done != null) {
            done.shutdown();
        }
    }

    @Nullable OwnThreads drainThreads() {
        return line.drainThreads;
    }

    // --- The watch-dog ---

    /** Whether somebody waits, so that the watch-dog has to come again. */
    boolean isWatchedFurther() {
        line.mutex.lock();
        try {
            gather();
            watched = !isNobodyWaiting();
            // Who arrives does not tell the watch-dog while that is watching.
            watched |= (state.get() & ARRIVED) != 0;
            return watched;
        } finally {
            line.mutex.unlock();
        }
    }

    /** Tells of a turn that has been held for so long while others wait, once. */
    Optional<String> heldTooLong(long nanos) {
        long now = System.nanoTime();
        long turn = queue.turns();
        long held;
        int waiting;
        line.mutex.lock();
        try {
            line.stampHolder(turn, now);
            held = now - line.heldSince(turn, now);
            gather();
            waiting = line.length() + deck.length();
            if (held < nanos || waiting == 0 || toldTurn == turn) {
                return Optional.empty();
            }
            toldTurn = turn;
        } finally {
            line.mutex.unlock();
        }
        return Optional.of(TurnMessages.heldTooLong(
                queue.name(), waiting, TurnMessages.holders(true, holders.all(), held), holders.all()));
    }

    private boolean isNobodyWaiting() {
        return line.first() == null && deck.isEmpty();
    }

    // --- What is told ---

    TurnTimeoutException timedOut(long timeoutNanos) {
        return TurnMessages.timedOut(queue.name(), timeoutNanos, holder(), length());
    }

    int length() {
        line.mutex.lock();
        try {
            gather();
            return line.length() + deck.length();
        } finally {
            line.mutex.unlock();
        }
    }

    /** Who has the turn, in words. */
    String holder() {
        long now = System.nanoTime();
        long since;
        line.mutex.lock();
        try {
            gather();
            since = line.heldSince(queue.turns(), now);
        } finally {
            line.mutex.unlock();
        }
        return TurnMessages.holders(TurnState.isHeld(state.get()), holders.all(), now - since);
    }

    /** Who has to act before anybody in line is served. */
    Blockers blockers() {
        List<Holders.Holder> all = holders.all();
        Waiting first;
        line.mutex.lock();
        try {
            gather();
            first = line.first();
        } finally {
            line.mutex.unlock();
        }
        // A writer with permits is freed by any one writer that ends; who reads or is alone needs all others gone.
        boolean each = queue.config().permits() == 1
                || first == null
                || first.read
                || first.isLast()
                || all.stream().anyMatch(Holders.Holder::read);
        return new Blockers(
                each, all.stream().map(holder -> holder.asBlocker(queue.name())).toList());
    }

    QueueStats stats() {
        line.mutex.lock();
        try {
            gather();
            return line.stats(queue.name(), deck.length(), TurnState.holders(state.get()), queue.turns());
        } finally {
            line.mutex.unlock();
        }
    }
}
