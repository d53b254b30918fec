package io.sharer.turn;

import io.sharer.TurnInterruptedException;
import io.sharer.TurnTimeoutException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous calls of a queue: each waits for its turn and runs its body on the caller's thread, inline if that has a
 * turn already, or has it run on the queue's dedicated thread and waits for that.
 */
final class SyncCalls {
    private SyncCalls() {}

    /**
     * Runs a body in its turn.
     *
     * @param label what messages call the body
     * @throws TurnInterruptedException in place of {@link InterruptedException} unless that is wanted
     */
    static <T extends @Nullable Object> T call(
            TurnQueue queue, Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException)
            throws Exception {
        if (queue.takeAlone(label, asked)) {
            return callAlone(queue, body);
        }
        if (isInTurn(queue, asked)) {
            return callInline(queue, body);
        }
        DedicatedThread dedicated = queue.config().dedicatedThread();
        if (dedicated != null && !dedicated.isCurrent()) {
            return callOnThread(queue, body, label, asked, wantsInterruptedException);
        }
        RunningTurn noted = RunningTurn.enter();
        try {
            KeptTurns kept = queue.holders().kept();
            if (kept != null) {
                try (KeptTurns.Visit inside = kept.enter(label, asked)) {
                    if (inside != null) {
                        return body.call();
                    }
                }
            }
            WaitingThread holder = acquire(queue, label, asked, wantsInterruptedException, noted);
            try {
                return body.call();
            } finally {
                queue.release(holder);
            }
        } finally {
            noted.leave();
        }
    }

    private static <T extends @Nullable Object> T callAlone(TurnQueue queue, Callable<T> body) throws Exception {
        try {
            RunningTurn noted = RunningTurn.enter();
            try {
                noted.begin(queue, queue.turns(), 0, RunningTurn.now());
                return body.call();
            } finally {
                noted.leave();
            }
        } finally {
            queue.releaseAlone();
        }
    }

    private static <T extends @Nullable Object> T callInline(TurnQueue queue, Callable<T> body) throws Exception {
        RunningTurn noted = RunningTurn.reenter(queue);
        try {
            return body.call();
        } finally {
            if (noted != null) {
                noted.leave();
            }
        }
    }

    private static <T extends @Nullable Object> T callOnThread(
            TurnQueue queue, Callable<T> body, Object label, CallSettings asked, boolean wantsInterruptedException)
            throws Exception {
        CalledBody<T> called = CalledBody.of(queue, body, label, asked);
        try {
            called.await();
        } catch (InterruptedException e) {
            throw wantsInterruptedException ? e : interrupted(queue, e);
        }
        return called.<Exception>outcome();
    }

    /**
     * Whether this thread has a turn that such a call may run in.
     *
     * @throws io.sharer.TurnException if it has one that only reads, and the call writes
     */
    static boolean isInTurn(TurnQueue queue, CallSettings asked) {
        if (!queue.isHeldByCurrentThread()) {
            return false;
        }
        if (!asked.read() && queue.holders().readsOnly(Thread.currentThread())) {
            throw TurnMessages.upgrade(queue.name());
        }
        return true;
    }

    /** Waits for a turn, which the caller has not. */
    static @Nullable WaitingThread acquire(
            TurnQueue queue,
            Object label,
            CallSettings asked,
            boolean wantsInterruptedException,
            @Nullable RunningTurn noted)
            throws InterruptedException {
        if (!wantsInterruptedException) {
            return acquireUnchecked(queue, label, asked, noted);
        }
        if (queue.config().dedicatedThread() != null) {
            return acquireOnThread(queue, label, asked, noted);
        }
        try {
            return queue.acquire(label, asked, noted);
        } catch (TurnTimeoutException e) {
            throw queue.config().transactions().isActive() ? TurnMessages.timedOutInTransaction(e) : e;
        }
    }

    /** By the dedicated thread itself, outside any turn. Who is ahead of it could only run on this very thread. */
    private static @Nullable WaitingThread acquireOnThread(
            TurnQueue queue, Object label, CallSettings asked, @Nullable RunningTurn noted)
            throws InterruptedException {
        try {
            return queue.acquire(label, new CallSettings(asked.access(), asked.overflow(), 0), noted);
        } catch (TurnTimeoutException e) {
            throw TurnMessages.onItsThreadOutsideTurn(queue.name());
        }
    }

    static @Nullable WaitingThread acquireUnchecked(
            TurnQueue queue, Object label, CallSettings asked, @Nullable RunningTurn noted) {
        try {
            return acquire(queue, label, asked, true, noted);
        } catch (InterruptedException e) {
            throw interrupted(queue, e);
        }
    }

    /** For who does not want the checked exception: the interrupt is still to be seen. */
    static TurnInterruptedException interrupted(TurnQueue queue, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return TurnMessages.interrupted(queue.name(), cause);
    }
}
