package io.sharer.turn;

import io.sharer.spi.Transactions;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one queue that transactions keep, one for each transaction. A queue has this from its first call on that
 * asked for such a turn.
 *
 * <p>A call of the same transaction enters its turn again, from whatever thread. Meanwhile that thread is a holder of
 * the turn like any other, so that all it calls from inside runs inline; afterwards it holds nothing.
 */
final class KeptTurns {
    private final TurnQueue queue;
    private final Transactions transactions;
    private final ConcurrentMap<Object, KeptTurn> byTransaction = new ConcurrentHashMap<>(4);

    KeptTurns(TurnQueue queue) {
        this.queue = queue;
        this.transactions = queue.config().transactions();
    }

    // --- A transaction gets a turn ---

    /**
     * Has the turn that this thread has just taken kept by its transaction, from {@link #leaveBehind} on.
     *
     * @throws RuntimeException if the transaction cannot be waited for; the turn is as before
     */
    KeptTurn keep(Object key, Object label, boolean read) {
        KeptTurn turn = new KeptTurn(this, key, label, read);
        register(turn);
        return turn;
    }

    /**
     * Gives the transaction a turn beside the one that this thread has, as strong as that, so that it outlives it.
     *
     * @throws RuntimeException if the transaction cannot be waited for; the transaction has no turn then
     */
    KeptTurn share(Object key, Object label) {
        boolean read = queue.holders().readsOnly(Thread.currentThread());
        KeptTurn turn = new KeptTurn(this, key, label, read);
        turn.setApart();
        queue.takeBeside(read);
        try {
            register(turn);
        } catch (RuntimeException | Error e) {
            giveBack(turn);
            throw e;
        }
        return turn;
    }

    private void register(KeptTurn turn) {
        // Known before the transaction knows of it, which may complete at once.
        byTransaction.put(turn.key, turn);
        try {
            transactions.whenCompleted(turn::complete);
        } catch (RuntimeException | Error e) {
            byTransaction.remove(turn.key, turn);
            throw e;
        }
    }

    // --- A thread leaves it ---

    /** Leaves this thread's turn to the transaction: the call that took it is done. */
    void leaveBehind(KeptTurn turn, @Nullable WaitingThread holder) {
        turn.setApart();
        queue.endRun(holder);
        outwaitInterrupts();
        turn.leave();
    }

    /** The transaction has completed and nobody is inside: the next in line have their turn. */
    void end(KeptTurn turn) {
        byTransaction.remove(turn.key, turn);
        giveBack(turn);
    }

    private void giveBack(KeptTurn turn) {
        if (!queue.giveBack(turn.read)) {
            queue.dispatcher().runAll(queue.contention().handOver(turn.read));
        }
    }

    /**
     * Whoever closes the queue interrupts the holders that it has seen, under the mutex, and may have seen this one.
     */
    private void outwaitInterrupts() {
        VarHandle.fullFence();
        if (queue.isClosed()) {
            queue.contention().report.length();
        }
    }

    // --- A thread enters it again ---

    /** A body on this thread inside the turn that its transaction keeps. */
    final class Visit implements AutoCloseable {
        private final KeptTurn turn;
        private final WaitingThread body;

        private Visit(KeptTurn turn, Object label) {
            this.turn = turn;
            this.body = new WaitingThread(Thread.currentThread(), label, turn.read);
            queue.holders().beginBeside(body);
            Helping.begun(queue);
        }

        @Override
        public void close() {
            queue.holders().endBeside(body);
            outwaitInterrupts();
            turn.leave();
        }
    }

    /**
     * Enters the turn that this thread's transaction keeps.
     *
     * @return {@code null} if it keeps none
     * @throws io.sharer.TurnException if that is a turn to read and the call writes
     */
    @Nullable Visit enter(Object label, CallSettings asked) {
        if (byTransaction.isEmpty()) {
            return null;
        }
        Object key = transactions.key();
        if (key == null) {
            // Whoever is told of the completion before this is, and calls, would wait for this in vain.
            key = transactions.completedKey();
        }
        KeptTurn turn = key == null ? null : byTransaction.get(key);
        if (turn == null) {
            return null;
        }
        if (turn.read && !asked.read() && !queue.isHeldByCurrentThread()) {
            throw TurnMessages.upgrade(queue.name());
        }
        return turn.enter() ? new Visit(turn, label) : null;
    }

    /** Enters the turn that this thread would wait for in vain: its transaction's, or that of one it has suspended. */
    @Nullable Visit enterOwn(Object label) {
        if (byTransaction.isEmpty()) {
            return null;
        }
        Object key = transactions.isActive() ? transactions.key() : null;
        for (KeptTurn turn : byTransaction.values()) {
            if ((turn.key.equals(key) || turn.thread() == Thread.currentThread()) && turn.enter()) {
                return new Visit(turn, label);
            }
        }
        return null;
    }

    /** Whether this thread's transaction keeps a turn. */
    boolean keepOneForThisTransaction() {
        Object key = byTransaction.isEmpty() || !transactions.isActive() ? null : transactions.key();
        return key != null && byTransaction.containsKey(key);
    }

    // --- What is told ---

    /** Those that are turns by themselves. */
    List<KeptTurn> all() {
        return byTransaction.values().stream().filter(KeptTurn::isApart).toList();
    }
}
