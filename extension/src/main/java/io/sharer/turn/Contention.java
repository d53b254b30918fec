package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.FLAGS;
import static io.sharer.turn.TurnState.KEYED;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;
import static io.sharer.turn.TurnState.WOKEN;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    final Interrupts interrupts;
    final QueueReport report;
    final DrainThreads drainThreads;

    /** Whoever has the turn takes no notice of its interrupt at the application's end, so nobody waits for it again. */
    volatile boolean hangs;

    private final TurnQueue queue;
    private final TurnState state;
    private final Holders holders;
    private final WaitingLine line;
    private final Deck deck;
    private final Arrivals arrivals;
    private final Passes passes = new Passes();
    private final Admission admission;

    /** Whether the watch-dog has it. Written under the mutex. */
    private volatile boolean watched;

    Contention(TurnQueue queue, Holders holders) {
        this.queue = queue;
        this.state = queue;
        this.holders = holders;
        this.line = new WaitingLine(queue.config().capacity(), queue.config().times());
        this.deck = holders.deck();
        this.arrivals = new Arrivals(queue, deck);
        this.admission = new Admission(queue, this, line);
        this.interrupts = new Interrupts(line.mutex, holders);
        this.report = new QueueReport(queue, this, line, deck);
        this.drainThreads = new DrainThreads(queue.config().name());
    }

    /** Runs the change under the mutex, and acts on what it has brought about. */
    void change(Consumer<Handover> change) {
        queue.dispatcher().runAll(handoverOf(change));
    }

    private Handover handoverOf(Consumer<Handover> change) {
        Handover handover = new Handover();
        look(() -> {
            change.accept(handover);
            return handover;
        });
        return handover;
    }

    /** Looks at the line, under the mutex, with everybody in it who waits. */
    <R extends @Nullable Object> R look(Supplier<R> look) {
        line.mutex.lock();
        try {
            gather();
            return look.get();
        } finally {
            line.mutex.unlock();
        }
    }

    // --- Arriving without the mutex ---

    /** Leaves the body to whoever looks after the line; false if it has to join that itself. */
    boolean arrive(QueuedBody<?> body) {
        switch (arrivals.arrive(body)) {
            case ARRIVED -> {
                if (!watched) {
                    look(this::watch);
                    tellIfUnwatched();
                }
            }
            case LOOK -> change(this::lookAfterArrivals);
            case REFERRED -> {
                return false;
            }
        }
        if (body.isRefused()) {
            throw queue.closed();
        }
        return true;
    }

    /** What has been pushed, and not been told of, joins the line or, if the queue is closed, is refused. */
    private void lookAfterArrivals(Handover handover) {
        QueuedBody<?> arrived = arrivals.takeAll();
        if (state.isClosed()) {
            while (arrived != null) {
                countRefused();
                arrived.refuse();
                arrived = arrived.takeNext();
            }
        } else {
            join(arrived);
        }
        serve(handover);
    }

    void countRefused() {
        line.rejected += queue.isReplacedWhenClosed() ? 0 : 1;
    }

    /** Those who have arrived join the line. From here until the line is served, nobody passes it. */
    void gather() {
        if (arrivals.takeFlag()) {
            join(arrivals.takeAll());
        }
    }

    private void join(@Nullable QueuedBody<?> chain) {
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

    // --- Joining the line ---

    /** As {@link Admission#takeOrJoin}. */
    boolean takeOrJoin(Waiting node, CallSettings settings) throws InterruptedException {
        return admission.takeOrJoin(node, settings);
    }

    /** Whether the first in line need only take a turn that is free for it. */
    boolean isFirstAdmitted(long s) {
        Waiting first = line.first();
        return first != null && admits(first, s);
    }

    boolean admits(Waiting node, long s) {
        return node.isLast() ? !TurnState.isHeld(s) : state.admits(s, node.read);
    }

    /**
     * The thread, which waits in line, is about to do something else: from now on it is handed its turn, because it may
     * not be there to take it.
     *
     * @return false if its turn has come, or been refused
     */
    boolean willBeHandedOver(WaitingThread me) {
        change(handover -> {
            if (me.inLine) {
                line.handOverTo(me);
                serve(handover);
            }
        });
        return !me.isOutOfLine();
    }

    // --- Leaving it ---

    /** Whether it has no turn yet, and waits for one. */
    boolean isInLine(QueuedBody<?> body) {
        return look(() -> body.isWaiting());
    }

    /** Leaves the line without a turn; false if the turn has come or been refused before that. */
    boolean leave(Waiting node, boolean timedOut) {
        boolean[] left = new boolean[1];
        change(handover -> {
            left[0] = node instanceof QueuedBody<?> body ? body.endWaiting() : node.inLine;
            if (left[0]) {
                if (timedOut) {
                    line.timedOut++;
                } else if (node.isCall()) {
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

    /** Counts a body that was withdrawn when a thread had claimed it, and not begun. */
    void countCancelled() {
        look(() -> ++line.cancelled);
    }

    /** Takes all but one out of line: threads wake up refused, bodies are returned, for the caller to fail. */
    List<QueuedBody<?>> abandon(@Nullable WaitingThread allBut) {
        Handover handover = handoverOf(gathered -> {
            deck.endAll(gathered::removed);
            long now = System.nanoTime();
            for (Waiting node : line.callsBut(allBut)) {
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

    /** Takes nothing new from now on. */
    void refuseNew() {
        boolean[] keptOut = new boolean[1];
        do {
            queue.admitUnkeyed();
            change(handover -> {
                keptOut[0] = !close();
                if (!keptOut[0]) {
                    line.refusePlaces();
                    serve(handover);
                }
            });
        } while (keptOut[0]);
    }

    /** Sets the flag; false if there are keys that do without passes. */
    private boolean close() {
        long s = state.get();
        while ((s & (ARRIVED | KEYED)) != 0 || !state.change(s, s | CLOSED)) {
            if ((s & KEYED) != 0) {
                return false;
            }
            gather();
            s = state.get();
        }
        return true;
    }

    /** Looks whether anybody in line can be served. */
    void serveAgain() {
        change(this::serve);
    }

    /** How many calls have ever joined the line, those of this thread included. */
    long joined() {
        // With a flag up somebody may just be joining for those who have arrived.
        return (state.get() & (WAITERS | ARRIVED)) == 0 ? line.joined() : look(line::joined);
    }

    /** Whether bodies are short at present. */
    boolean isQuick() {
        return deck.isQuick();
    }

    /** Counts the turn that begins, if its body follows others from the deck; else the queue has to. */
    boolean countTurn() {
        return deck.countTurn();
    }

    /** How many turns were counted here. */
    long turns() {
        return deck.turns();
    }

    /** When bodies were last put on deck. */
    long filledAt() {
        return deck.filledAt();
    }

    // --- Being served ---

    /**
     * The next body on deck, which follows on the one that the caller has ended; {@code null} if there is none.
     *
     * @param claim whether the calling thread runs it at once
     */
    @Nullable QueuedBody<?> nextOnDeck(boolean claim) {
        return deck.next(claim);
    }

    /** Ends a turn; whose turn has come is in the handover when this returns. */
    Handover handOver(boolean read) {
        Handover handover = new Handover();
        line.mutex.lock();
        try {
            QueuedBody<?> next = nextOnDeck(false);
            if (next == null && queue.isAlone(read) && deck.isQuick() && line.first() == null) {
                next = nextArrived();
            }
            if (next == null) {
                state.giveBackSlowly(read);
                serve(handover);
            } else {
                handover.served(next);
            }
        } finally {
            line.mutex.unlock();
        }
        return handover;
    }

    /** The next body, of those that have just arrived, which follow each other without having been in line. */
    private @Nullable QueuedBody<?> nextArrived() {
        QueuedBody<?> arrived = arrivals.takeFlag() ? arrivals.takeAll() : null;
        if (arrived == null) {
            return null;
        }
        long now = System.nanoTime();
        join(deck.fill(arrived, line, now));
        return nextOnDeck(false);
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

    private boolean isNobodyWaiting() {
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

    // --- The watch-dog ---

    boolean watch() {
        if (!watched) {
            watched = queue.config().timer().watchDog().watch(this);
        }
        return watched;
    }

    void tellIfUnwatched() {
        if (!watched) {
            queue.config().timer().watchDog().tellFailure();
        }
    }

    /** Whether somebody waits, so that the watch-dog has to come again. */
    boolean isWatchedFurther() {
        return look(() -> {
            watched = !isNobodyWaiting();
            // Who arrives does not tell the watch-dog while that is watching.
            watched |= (state.get() & ARRIVED) != 0;
            return watched;
        });
    }
}
