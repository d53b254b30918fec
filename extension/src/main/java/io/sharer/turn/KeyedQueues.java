package io.sharer.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queues of the keys of one bean's own, or named, queue: each is there from the first call with its key until no
 * call with it is waiting, queued or running.
 *
 * <p>A queue that was retired counts as gone wherever it is still found, and a new one comes into the {@link KeyTable}
 * only in place of what was seen there: so a key never has two that are open.
 *
 * <p>The bean's own queue is the gate: as soon as there are calls without a key too, each key's queue reads there (see
 * {@link KeyQueue}). As long as there are none, nothing of the gate is touched.
 */
final class KeyedQueues {
    private final TurnQueue gate;

    private final KeyTable table = new KeyTable();
    private final ReentrantLock admission = new ReentrantLock();

    /** Guards which queue of a key is ahead of which, while that is shut. */
    final ReentrantLock doors = new ReentrantLock();

    /** Whether there are, or just come, calls without a key. */
    private volatile boolean withUnkeyed = true;

    private final KeptKeys kept;
    private final KeyedStats past = new KeyedStats();

    KeyedQueues(TurnQueue gate) {
        this.gate = gate;
        this.kept = new KeptKeys(gate.config().transactions());
    }

    // --- Calls ---

    /**
     * The queue in which a synchronous call of this thread takes its turn: that of its key or, inside a turn without a
     * key, the bean's own, where it runs inline. It may be retired by the time the call comes there.
     *
     * @throws io.sharer.TurnException if the call writes inside a turn without a key that only reads
     */
    TurnQueue queueOf(TurnKey key, Object label, CallSettings asked) throws InterruptedException {
        boolean reads = gate.isHeldByCurrentThread();
        if (reads && !gate.holders().readsOnly(Thread.currentThread())) {
            return gate;
        }
        List<KeyQueue> held = heldByCurrentThread();
        TurnQueue mine = ofKey(held, key);
        if (mine != null) {
            return mine;
        }
        if (reads) {
            refuseUpgrade(asked);
        }
        if (reads || !held.isEmpty()) {
            return find(key, true);
        }
        List<TurnQueue> left = leftToCaller();
        mine = left.isEmpty() ? null : queueInside(left, key, label, asked);
        return mine == null ? find(key, false) : mine;
    }

    /** Queues a body behind the others of its key. */
    void enqueue(TurnKey key, Callable<?> body, TurnFuture<?> future, Object label, CallSettings asked)
            throws InterruptedException {
        while (true) {
            KeyQueue queue = find(key, false);
            try {
                queue.enqueue(new QueuedBody<>(queue, body, true, future, label, asked));
                return;
            } catch (KeyRetired gone) {
                Thread.onSpinWait();
            } catch (Throwable refusal) {
                queue.retireIfUnused();
                throw refusal;
            }
        }
    }

    /** The queues of the keys whose bodies this thread runs, innermost first. */
    List<KeyQueue> heldByCurrentThread() {
        return RunningTurn.keysIn(this);
    }

    private void refuseUpgrade(CallSettings asked) {
        if (!asked.read()) {
            throw TurnMessages.upgrade(gate.name());
        }
    }

    private static @Nullable TurnQueue ofKey(List<? extends TurnQueue> queues, TurnKey key) {
        for (TurnQueue queue : queues) {
            if (queue instanceof KeyQueue one && key.isEqualTo(one.key())) {
                return one;
            }
        }
        return null;
    }

    // --- Turns that are left to a stage, or kept by a transaction ---

    /** The gate and the keys, as far as this thread may go on with a turn there, or its transaction keeps one. */
    private List<TurnQueue> leftToCaller() {
        List<TurnQueue> queues = new ArrayList<>(0);
        for (TurnQueue continued : RunningTurn.continuedQueues()) {
            if (continued == gate || (continued instanceof KeyQueue key && key.isOf(this))) {
                queues.add(continued);
            }
        }
        KeptTurns ofGate = gate.holders().kept();
        if (ofGate != null && ofGate.keepOneForThisTransaction()) {
            queues.add(gate);
        }
        queues.addAll(kept.ofThisTransaction());
        return queues;
    }

    /** The queue for a call that goes on with one of these turns; {@code null} if they have just ended. */
    private @Nullable TurnQueue queueInside(List<TurnQueue> left, TurnKey key, Object label, CallSettings asked)
            throws InterruptedException {
        TurnQueue mine = ofKey(left, key);
        if (mine != null) {
            return mine;
        }
        for (TurnQueue queue : left) {
            try (EnteredTurn inside = EnteredTurn.of(queue, label, asked)) {
                if (inside != null && queue == gate && !inside.isRead()) {
                    return gate;
                }
                if (inside != null) {
                    if (queue == gate) {
                        refuseUpgrade(asked);
                    }
                    return find(key, true);
                }
            }
        }
        return null;
    }

    /**
     * Takes a turn to read at the gate beside the one that a key has whose turn the caller is in; false if it is in
     * none. For a call without a key, which could never have its turn otherwise.
     *
     * @throws io.sharer.TurnException if the call writes, and so could not even then
     */
    boolean takeInside(Object label, CallSettings asked) throws InterruptedException {
        if (!heldByCurrentThread().isEmpty()) {
            refuseUpgrade(asked);
            gate.takeBeside(true);
            return true;
        }
        for (TurnQueue queue : leftToCaller()) {
            try (EnteredTurn inside = queue == gate ? null : EnteredTurn.of(queue, label, asked)) {
                if (inside != null) {
                    refuseUpgrade(asked);
                    gate.takeBeside(true);
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this thread's transaction keeps the turn of a key. */
    boolean keepOneForThisTransaction() {
        return !kept.ofThisTransaction().isEmpty();
    }

    void keptBy(Object transaction, KeyQueue queue) {
        kept.add(transaction, queue);
    }

    void noLongerKeptBy(Object transaction, KeyQueue queue) {
        kept.remove(transaction, queue);
    }

    // --- The queue of a key ---

    /**
     * Finds or makes the queue that a call has to join.
     *
     * @param nested whether this thread reads at the gate, by itself or with another key
     */
    private KeyQueue find(TurnKey key, boolean nested) {
        while (true) {
            KeyQueue[] seen = table.row(key);
            KeyQueue first = null;
            KeyQueue last = null;
            for (KeyQueue queue : seen) {
                if (!queue.isOver() && key.isEqualTo(queue.key())) {
                    first = first == null ? queue : first;
                    last = queue;
                }
            }
            if (gate.isClosed() && (!nested || (first != null && first.isClosed()))) {
                past.refused();
                throw gate.closed();
            }
            KeyQueue found;
            if (!withUnkeyed) {
                found = last == null
                        ? insert(seen, KeyQueue.withoutPass(this, gate, key, table.highestTurn(seen)), null)
                        : last;
            } else {
                found = nested ? findInside(seen, first, key) : findBehind(seen, last, key);
            }
            if (found != null && mayBeUsed(found)) {
                return found;
            }
        }
    }

    /** The last queue, or a new one behind it if a call without a key has come in between. */
    private @Nullable KeyQueue findBehind(KeyQueue[] seen, @Nullable KeyQueue last, TurnKey key) {
        if (last != null && (last.hasNoPass() || last.isAheadOfAllCalls())) {
            return last;
        }
        KeyQueue next = insert(seen, KeyQueue.withPass(this, gate, key, table.highestTurn(seen), last), null);
        if (next != null) {
            next.listed();
        }
        return next;
    }

    /** The open queue, or a new one ahead of all, for calls without a key in line wait for this thread anyway. */
    private @Nullable KeyQueue findInside(KeyQueue[] seen, @Nullable KeyQueue first, TurnKey key) {
        if (first != null && first.isOpen()) {
            return first;
        }
        KeyQueue inside = KeyQueue.besideAnother(this, gate, key, table.highestTurn(seen));
        if (first == null || first.letAhead(inside)) {
            return insert(seen, inside, first);
        }
        inside.retireIfUnused();
        return null;
    }

    /**
     * Whether a queue that was found may be used. One without a pass may if it was there before the first call without
     * a key came, which then has given it one or will, before it goes on; and then somebody uses it.
     */
    private boolean mayBeUsed(KeyQueue queue) {
        return !withUnkeyed || !queue.hasNoPass() || !queue.retireIfUnused();
    }

    /** Puts a queue into the map, at the end or ahead of another; {@code null} if that has changed meanwhile. */
    private @Nullable KeyQueue insert(KeyQueue[] seen, KeyQueue queue, @Nullable KeyQueue ahead) {
        if (table.insert(seen, queue, ahead)) {
            return queue;
        }
        queue.retireIfUnused();
        return null;
    }

    /** No turn of a queue that is not in the map any more had a higher number. */
    long highestTurn() {
        return table.highestTurn();
    }

    /** The queue is retired: takes it out of the map, and what it has counted over. */
    void forget(KeyQueue queue) {
        table.remove(queue);
        past.retired(queue);
    }

    // --- Calls without a key ---

    /** As long as no call without a key has come, the queues of keys need no passes. */
    void keepUnkeyedOut() {
        admission.lock();
        try {
            withUnkeyed = !gate.keepUnkeyedOut();
        } finally {
            admission.unlock();
        }
    }

    /** A call without a key is coming: queues that are there without a pass are given one. */
    void admitUnkeyed() {
        if (!gate.keepsUnkeyedOut()) {
            return;
        }
        long leftOver = 0;
        admission.lock();
        try {
            if (!withUnkeyed) {
                withUnkeyed = true;
                leftOver = live().stream().filter(KeyQueue::givePass).count();
                gate.letUnkeyedIn();
            }
        } finally {
            admission.unlock();
        }
        // Not before: it may run the bodies that come next.
        while (leftOver-- > 0) {
            gate.giveBackPass();
        }
        gate.serveAgain();
    }

    // --- What is told ---

    /** The queues that are not retired. */
    List<KeyQueue> live() {
        return table.live();
    }

    /** How many queues are in the map. */
    int size() {
        return table.size();
    }

    /** Adds those who hold the turns of keys. */
    void addHolders(List<Holders.Holder> all) {
        for (KeyQueue queue : live()) {
            if (!queue.isShut()) {
                for (Holders.Holder holder : queue.holders().all()) {
                    all.add(holder.ofKey(queue));
                }
            }
        }
    }

    /** The figures of all keys, added to those of the calls without one. */
    TurnCounts addedTo(TurnCounts ofGate) {
        TurnCounts sum = ofGate.plus(past.counts());
        int running = ofGate.running();
        for (KeyQueue queue : live()) {
            TurnCounts counts = queue.counts();
            sum = sum.plus(counts);
            running += (queue.isShut() ? 0 : counts.running()) - (queue.hasPass() ? 1 : 0);
        }
        return sum.withRunning(Math.max(running, 0));
    }
}
