package io.sharer.turn;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls with a key, synchronous and asynchronous: each is made in the queue that its key has at that moment. */
final class KeyedCalls {
    private KeyedCalls() {}

    /** As {@link SyncCalls#call}. */
    static <T extends @Nullable Object> T call(
            TurnQueue queue,
            @Nullable Object[] key,
            Callable<T> body,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException)
            throws Exception {
        return callInQueueOf(
                queue,
                key,
                label,
                asked,
                wantsInterruptedException,
                its -> SyncCalls.call(its, body, label, asked, wantsInterruptedException));
    }

    /** As {@link CallsUntilCommit#call}: the transaction keeps the turn of the key. */
    static <T extends @Nullable Object> T callUntilCommit(
            TurnQueue queue,
            @Nullable Object[] key,
            Callable<T> body,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException)
            throws Exception {
        return callInQueueOf(
                queue,
                key,
                label,
                asked,
                wantsInterruptedException,
                its -> CallsUntilCommit.call(its, body, label, asked, wantsInterruptedException));
    }

    /** A call in the queue of its key. */
    private interface KeyedCall<T extends @Nullable Object> {
        T in(TurnQueue its) throws Exception;
    }

    private static <T extends @Nullable Object> T callInQueueOf(
            TurnQueue queue,
            @Nullable Object[] key,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException,
            KeyedCall<T> call)
            throws Exception {
        TurnKey turnKey = TurnKey.of(key, label);
        KeyedQueues keys = keysOf(queue);
        while (true) {
            TurnQueue its;
            try {
                its = keys.queueOf(turnKey, label, asked);
            } catch (InterruptedException e) {
                throw wantsInterruptedException ? e : SyncCalls.interrupted(queue, e);
            }
            try {
                return call.in(its);
            } catch (KeyRetired gone) {
                Thread.onSpinWait();
            } finally {
                its.perhapsUnused();
            }
        }
    }

    /**
     * Queues a body that returns a stage or a done future; whatever is wrong with the key fails the returned future.
     */
    static CompletableFuture<Object> submit(
            TurnQueue queue, @Nullable Object[] key, Callable<?> body, Object label, CallSettings asked) {
        KeyedQueues keys = keysOf(queue);
        QueueConfig config = queue.config();
        TurnFuture<Object> future = new TurnFuture<>(config.completions());
        try {
            keys.enqueue(TurnKey.of(key, label), config.carrier().carry(body), future, label, asked);
        } catch (InterruptedException e) {
            future.settle(null, SyncCalls.interrupted(queue, e));
        } catch (RuntimeException refusal) { // the queue's, the key's, or what the carrier could not take along
            future.settle(null, refusal);
        }
        return future;
    }

    private static KeyedQueues keysOf(TurnQueue queue) {
        if (queue.config().dedicatedThread() != null) {
            throw TurnMessages.keysOnOneThread(queue.name());
        }
        return queue.makeKeys();
    }
}
