package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tells whether a call takes a turn: by holding the turn meanwhile. */
final class Turns {
    private Turns() {}

    /** Fails unless the call waits while somebody else has the turn; returns what it returns then. */
    static <T extends @Nullable Object> T takesTurn(SerialExecutor queue, Callable<T> call) throws Exception {
        Held held = hold(queue);
        Caller<T> caller;
        try {
            caller = Caller.of(call);
            awaitLength(queue, 1);
        } finally {
            held.release();
        }
        return caller.result();
    }

    /** Fails if the call does not come back while somebody else has the turn. */
    static <T extends @Nullable Object> T takesNoTurn(SerialExecutor queue, Callable<T> call) throws Exception {
        Held held = hold(queue);
        try {
            return Caller.of(call).result();
        } finally {
            held.release();
        }
    }

    /** Has the turn on a thread of its own until released. */
    static Held hold(SerialExecutor queue) {
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> queue.call(gate));
        gate.awaitEntered();
        return new Held(gate, holder);
    }

    /** Waits until so many wait in the queue. */
    static void awaitLength(SerialExecutor queue, int length) {
        await("length of the queue")
                .atMost(40, SECONDS)
                .until(() -> queue.stats().length() == length);
    }

    /**
     * Waits until callers that are in line are parked, too: one that is not has not looked for a circle yet, and could
     * still be the one that closes it.
     */
    static void awaitParked(Caller<?>... callers) {
        await().until(() ->
                Arrays.stream(callers).allMatch(caller -> caller.thread().getState() == Thread.State.TIMED_WAITING));
    }

    /** A turn that somebody has. */
    record Held(Gate gate, Caller<?> holder) {
        void release() throws Exception {
            gate.open();
            holder.result();
        }
    }
}
