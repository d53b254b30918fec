package io.sharer.turn;

import static io.sharer.turn.TurnState.ARRIVED;
import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.KEYED;
import static io.sharer.turn.TurnState.WAITERS;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a queue where somebody has to wait: the line is joined, left and served, under its mutex. A queue has
 * one from its first contention on.
 *
 * <p>Every change that may let somebody in ends in {@link LineService#serve}, and what that brought about is acted on
 * outside the mutex.
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
    private final WaitingLine line;
    private final Deck deck;
    private final Arrivals arrivals;
    private final LineService service;
    private final Admission admission;

    /** Whether the watch-dog has it. Written under the mutex. */
    private volatile boolean watched;

    Contention(TurnQueue queue, Holders holders) {
        this.queue = queue;
        this.state = queue;
        this.line = new WaitingLine(queue.config().capacity(), queue.config().times());
        this.deck = holders.deck();
        this.arrivals = new Arrivals(queue, deck);
        this.service = new LineService(queue, holders, line, deck, arrivals);
        this.admission = new Admission(queue, this, line, service);
        this.interrupts = new Interrupts(line.mutex, holders);
        this.report = new QueueReport(queue, this, line, deck, service);
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
            service.gather();
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
            service.join(arrived);
        }
        service.serve(handover);
    }

    void countRefused() {
        line.rejected += queue.isReplacedWhenClosed() ? 0 : 1;
    }

    // --- Joining the line ---

    /** As {@link Admission#takeOrJoin}. */
    boolean takeOrJoin(Waiting node, CallSettings settings) throws InterruptedException {
        return admission.takeOrJoin(node, settings);
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
                service.serve(handover);
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
        Handover served = handoverOf(handover -> {
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
        queue.dispatcher().serveOthers(served);
        return left[0];
    }

    private void removeEnded(Waiting node, Handover handover) {
        // Else it is on deck, where it is passed over.
        if (node.inLine) {
            line.remove(node, System.nanoTime());
            service.serve(handover);
        }
    }

    /**
     * Ends a body that no thread has begun.
     *
     * @return whether it had a turn, which the caller has to end
     */
    boolean withdraw(QueuedBody<?> body) {
        boolean[] hadTurn = new boolean[1];
        Handover served = handoverOf(handover -> {
            if (body.endWaiting()) {
                line.cancelled++;
                removeEnded(body, handover);
            } else if (body.endGiven()) {
                line.cancelled++;
                hadTurn[0] = true;
            }
        });
        queue.dispatcher().serveOthers(served);
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
            service.serve(gathered);
        });
        queue.dispatcher().serveOthers(handover);
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
                    service.serve(handover);
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
            service.gather();
            s = state.get();
        }
        return true;
    }

    /** Looks whether anybody in line can be served. */
    void serveAgain() {
        change(service::serve);
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
            service.handOver(read, handover);
        } finally {
            line.mutex.unlock();
        }
        return handover;
    }

    /** The first in line, woken, tries to take a turn. */
    void tryAsFirst(WaitingThread me) {
        change(handover -> service.tryAsFirst(me, handover));
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
            watched = !service.isNobodyWaiting();
            // Who arrives does not tell the watch-dog while that is watching.
            watched |= (state.get() & ARRIVED) != 0;
            return watched;
        });
    }
}
