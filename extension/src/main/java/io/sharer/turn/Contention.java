package io.sharer.turn;

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

    /** Whether the watch-dog has it. Guarded by the mutex. */
    private boolean watched;

    /** The turn that the watch-dog has told of. Guarded by the mutex. */
    private long toldTurn = -1;

    Contention(TurnQueue queue, Holders holders) {
        this.queue = queue;
        this.state = queue;
        this.holders = holders;
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
                long s = state.get();
                if ((s & CLOSED) != 0 && !node.isLast()) {
                    line.rejected++;
                    throw TurnMessages.closed(queue.name());
                }
                boolean mayPass = (s & WAITERS) == 0 || ((s & STRICT) == 0 && node.mayPass());
                if (mayPass && admits(node, s)) {
                    if (state.take(s, node.read)) {
                        return true;
                    }
                } else if (settings.timeoutNanos() <= 0) {
                    line.timedOut++;
                    throw timedOut(0);
                } else if (!hasPlace && line.isFull()) {
                    hasPlace = findPlace(settings, handover);
                } else if (state.change(s, s | WAITERS | (node.mayPass() ? 0 : STRICT))) {
                    long now = System.nanoTime();
                    line.append(node, now);
                    line.stampHolder(queue.turns(), now);
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
        if (!watched) {
            watched = true;
            queue.config().timer().watchDog().watch(this);
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

    boolean isInLine(Waiting node) {
        line.mutex.lock();
        try {
            return node.inLine;
        } finally {
            line.mutex.unlock();
        }
    }

    /** Leaves the line without a turn; false if the turn has come or been refused before that. */
    boolean leave(Waiting node, boolean timedOut) {
        boolean[] left = new boolean[1];
        change(handover -> {
            if (node.inLine) {
                left[0] = true;
                line.remove(node, System.nanoTime());
                if (timedOut) {
                    line.timedOut++;
                } else {
                    line.cancelled++;
                }
                serve(handover);
            }
        });
        return left[0];
    }

    /**
     * Takes a body out of line, or claims it if it has a turn and no thread has begun it.
     *
     * @return whether it was claimed, and the caller has to end its turn
     */
    boolean withdraw(QueuedBody<?> body) {
        boolean[] claimed = new boolean[1];
        change(handover -> {
            if (body.inLine) {
                line.remove(body, System.nanoTime());
                line.cancelled++;
                serve(handover);
            } else if (body.dispatched && body.claim()) {
                line.cancelled++;
                claimed[0] = true;
            }
        });
        return claimed[0];
    }

    /** Takes all but one out of line: threads wake up refused, bodies are returned, for the caller to fail. */
    List<QueuedBody<?>> abandon(@Nullable WaitingThread allBut) {
        Handover handover = handoverOf(gathered -> {
            long now = System.nanoTime();
            for (Waiting node : line.allBut(allBut)) {
                line.remove(node, now);
                line.cancelled++;
                if (node instanceof QueuedBody<?> body) {
                    gathered.removed(body);
                } else {
                    ((WaitingThread) node).status = WaitingThread.Status.REFUSED;
                    gathered.served(node);
                }
            }
            serve(gathered);
        });
        queue.dispatcher().runAll(handover);
        return handover.removed();
    }

    // --- Being served ---

    /** Ends a turn; whose turn has come is in the handover when this returns. */
    Handover handOver(@Nullable QueuedBody<?> ended, boolean read) {
        return handoverOf(handover -> {
            if (ended != null) {
                ended.forgetRunner();
            }
            state.giveBackSlowly(read);
            serve(handover);
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
            long s = state.get();
            Waiting first = line.first();
            if (first == null) {
                if (state.change(s, s & ~(WAITERS | STRICT | WOKEN))) {
                    handover.ended = (s & CLOSED) != 0 && !TurnState.isHeld(s);
                    return;
                }
            } else {
                long now = System.nanoTime();
                boolean strict = (s & CLOSED) != 0 || line.isStrict(now);
                boolean free = admits(first, s);
                if (free && (strict || !first.mayPass())) {
                    if (state.take(s, first.read)) {
                        line.serve(first, now);
                        grant(first);
                        handover.served(first);
                    }
                } else if (state.change(
                        s, (s & ~FLAGS) | (s & CLOSED) | WAITERS | (strict ? STRICT : 0) | (free ? WOKEN : 0))) {
                    if (first instanceof WaitingThread waiter) {
                        waiter.status = free ? WaitingThread.Status.WOKEN : WaitingThread.Status.WAITING;
                        handover.woken(free ? waiter.thread : null);
                    }
                    return;
                }
            }
        }
    }

    private void grant(Waiting node) {
        if (node instanceof QueuedBody<?> body) {
            holders.given(body);
            body.dispatched = true;
        } else {
            ((WaitingThread) node).status = WaitingThread.Status.GRANTED;
        }
    }

    // --- A running body ---

    /** Nobody runs the body any more, so no interrupt that is meant for it may come now. */
    void forgetRunner(QueuedBody<?> body) {
        line.mutex.lock();
        try {
            body.forgetRunner();
        } finally {
            line.mutex.unlock();
        }
    }

    /** Interrupts the thread that is inside the body, if one is. */
    void interrupt(QueuedBody<?> body) {
        line.mutex.lock();
        try {
            body.interruptRunner();
        } finally {
            line.mutex.unlock();
        }
    }

    /** Interrupts all threads that hold a turn of this queue, which is closed; returns who holds one. */
    List<Holders.Holder> interruptHolders() {
        line.mutex.lock();
        try {
            List<Holders.Holder> all = holders.all();
            for (Holders.Holder holder : all) {
                Thread thread = holder.thread();
                // A release of a closed queue needs the mutex, so this cannot hit what the thread does after its turn.
                if (thread != null) {
                    thread.interrupt();
                }
            }
            return all;
        } finally {
            line.mutex.unlock();
        }
    }

    // --- The end ---

    /** Takes nothing new from now on. */
    void refuseNew() {
        change(handover -> {
            state.close();
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
            watched = line.first() != null;
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
            waiting = line.length();
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

    // --- What is told ---

    TurnTimeoutException timedOut(long timeoutNanos) {
        return TurnMessages.timedOut(queue.name(), timeoutNanos, holder(), length());
    }

    int length() {
        line.mutex.lock();
        try {
            return line.length();
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
        return line.stats(queue.name(), TurnState.holders(state.get()), queue.turns());
    }
}
