package io.sharer.turn;

import io.sharer.TurnException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous calls whose turn lasts until the transaction has completed that their thread is in. Calls of that
 * transaction run inline meanwhile, whatever thread makes them.
 */
final class CallsUntilCommit {
    private CallsUntilCommit() {}

    /**
     * As {@link SyncCalls#call} if the thread is in no transaction.
     *
     * @throws io.sharer.TurnException if there is no transaction manager, or the transaction is over by the time the
     *     turn comes
     */
    static <T extends @Nullable Object> T call(
            TurnQueue queue, Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException)
            throws Exception {
        Object transaction = transactionOf(queue, label);
        if (transaction == null) {
            return SyncCalls.call(queue, body, label, asked, wantsInterruptedException);
        }
        boolean inTurn = SyncCalls.isInTurn(queue, asked);
        KeptTurns kept = queue.holders().keptIn(queue);
        try (KeptTurns.Visit inside = kept.enter(label, asked)) {
            if (inside != null) {
                return body.call();
            }
        }
        if (inTurn) {
            return callSharing(kept, transaction, queue, body, label);
        }
        RunningTurn noted = RunningTurn.enter();
        try {
            WaitingThread holder = SyncCalls.acquire(queue, label, asked, wantsInterruptedException, noted);
            return holder instanceof ContinuingThread
                    ? callThenRelease(queue, body, holder)
                    : callThenKeep(queue, body, kept, transaction, label, asked, holder);
        } finally {
            noted.leave();
        }
    }

    private static @Nullable Object transactionOf(TurnQueue queue, Object label) {
        try {
            return queue.config().transactions().key();
        } catch (TurnException e) {
            throw TurnMessages.toldOf(queue.name(), label, e);
        }
    }

    /** In a turn of this thread's that would end before the transaction. */
    private static <T extends @Nullable Object> T callSharing(
            KeptTurns kept, Object transaction, TurnQueue queue, Callable<T> body, Object label) throws Exception {
        KeptTurn turn;
        try {
            turn = kept.share(transaction, label);
        } catch (RuntimeException e) {
            throw TurnMessages.transactionCannotKeep(queue.name(), label, e);
        }
        try {
            return body.call();
        } finally {
            turn.leave();
        }
    }

    /** In a turn that lasts until a stage is done, whatever the transaction does. */
    private static <T extends @Nullable Object> T callThenRelease(
            TurnQueue queue, Callable<T> body, WaitingThread holder) throws Exception {
        try {
            return body.call();
        } finally {
            queue.release(holder);
        }
    }

    private static <T extends @Nullable Object> T callThenKeep(
            TurnQueue queue,
            Callable<T> body,
            KeptTurns kept,
            Object transaction,
            Object label,
            CallSettings asked,
            @Nullable WaitingThread holder)
            throws Exception {
        KeptTurn turn;
        try {
            turn = kept.keep(transaction, label, asked.read());
        } catch (RuntimeException e) {
            queue.release(holder);
            throw TurnMessages.transactionCannotKeep(queue.name(), label, e);
        }
        try {
            return body.call();
        } finally {
            kept.leaveBehind(turn, holder);
        }
    }
}
