package io.sharer.turn;

import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Threads that call a queue, with names that tell them apart. */
final class Callers {
    private final AtomicInteger count = new AtomicInteger();

    /** A call on a thread of its own. */
    record Call<T extends @Nullable Object>(Thread thread, FutureTask<T> result) {
        T get() throws Exception {
            return result.get();
        }

        /** What the call returned, or that it did not in good time. */
        String getIfItComes() {
            try {
                return String.valueOf(result.get(10, TimeUnit.SECONDS));
            } catch (Exception e) {
                return e.toString();
            }
        }
    }

    <T extends @Nullable Object> Call<T> start(Callable<T> body) {
        FutureTask<T> result = new FutureTask<>(body);
        Thread thread = new Thread(result, "caller-" + count.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
        return new Call<>(thread, result);
    }

    /** Starts a call of the queue, and returns when it stands in line as the given number of those who wait. */
    <T extends @Nullable Object> Call<T> startInLine(SerialExecutor queue, int length, Callable<T> body) {
        Call<T> call = start(() -> queue.call(body));
        awaitLength(queue, length);
        return call;
    }

    /** Has the turn held by a thread of its own until the gate is opened. */
    Call<String> hold(SerialExecutor queue, Gate gate) throws InterruptedException {
        Call<String> holder = start(() -> queue.call(gate));
        gate.awaitReached();
        return holder;
    }

    static void awaitLength(SerialExecutor queue, int length) {
        await().until(() -> queue.stats().length() == length);
    }

    /** Waits until whoever closes the queue runs what its executor does not. */
    static void awaitDraining(SerialQueue queue) {
        await().until(() -> queue.turns().contention().drainThreads.current() != null);
    }

    /**
     * Waits until so many threads are parked for a turn of the queue, or of one of its keys. One that is in line and
     * not parked yet has not looked for a circle, and could still be the one that closes it.
     */
    static void awaitParked(SerialQueue queue, int threads) {
        await().until(() -> parked(queue) >= threads);
    }

    private static long parked(SerialQueue queue) {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(LockSupport::getBlocker)
                .filter(blocker -> blocker == queue.turns()
                        || (blocker instanceof KeyQueue key && key.name().startsWith(queue.name() + "[")))
                .count();
    }
}
