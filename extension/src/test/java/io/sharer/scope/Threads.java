package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs things on threads of their own. */
final class Threads {
    private Threads() {}

    /** The outcome of what a new thread does, which is dead when this returns. */
    static <T> T onDead(Callable<T> body) throws Exception {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = begin(body, outcome);
        T result = outcome.get(20, TimeUnit.SECONDS);
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        return result;
    }

    /** A new thread begins this. */
    static <T> Thread begin(Callable<T> body, CompletableFuture<T> outcome) {
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(body.call());
            } catch (Throwable thrown) { // the test is told
                outcome.completeExceptionally(thrown);
            }
        });
        thread.start();
        return thread;
    }

    /** The outcome to come of what a new thread does. */
    static <T> CompletableFuture<T> begin(Callable<T> body) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        begin(body, outcome);
        return outcome;
    }

    /** Returns when the thread waits for something. */
    static void awaitWaiting(Thread thread) {
        await().atMost(20, TimeUnit.SECONDS)
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** Waits for the latch, whatever interrupts come, for 20 seconds at most. */
    static void awaitUninterruptibly(CountDownLatch latch) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> latch.getCount() == 0);
    }
}
