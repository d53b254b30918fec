package io.sharer.pool;

import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.Storms;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that borrow, with names that tell them apart. */
final class Borrowers {
    private final AtomicInteger count = new AtomicInteger();

    /** A call on a thread of its own. */
    record Call<V extends @Nullable Object>(Thread thread, FutureTask<V> result) {
        /** What it returned; what it has thrown is thrown as it is. */
        V get() throws Exception {
            try {
                return result.get(30L * Storms.times(1), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    <V extends @Nullable Object> Call<V> start(Callable<V> body) {
        FutureTask<V> result = new FutureTask<>(body);
        Thread thread = new Thread(result, "borrower-" + count.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
        return new Call<>(thread, result);
    }

    /** Starts a call that borrows, and returns when it stands in line as the given number of those who wait. */
    <V extends @Nullable Object> Call<V> startInLine(Pool<?> pool, int number, Callable<V> body) {
        Call<V> call = start(body);
        awaitWaiting(pool, number);
        return call;
    }

    static void awaitWaiting(Pool<?> pool, int number) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> pool.stats().waiting() == number);
    }

    /**
     * Returns when the thread is parked in a wait for an object or a turn, and so has looked for a deadlock: whoever
     * waits from now on is newer. To stand in line is not enough for that. Gates and locks are waited for without a
     * time.
     */
    static void awaitParked(Thread thread) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
