package io.sharer.loop;

import io.sharer.waits.Wait;
import io.sharer.waits.WaitGraph;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous call of a loop by another thread: a body in its queue, which the caller waits for, as if it ran on the
 * caller's own thread. Its outcome is the caller's, and an interrupt of the caller is the body's once it has begun.
 *
 * <p>The caller is in the wait graph before its body is in the queue. So a wait of the body is always newer than that
 * of its caller, and where the two close a circle, it is the body's that fails.
 */
final class LoopCall<T extends @Nullable Object> {
    private final LoopLife life;
    private final LoopFuture<T> future;
    private final LoopJob job;

    private LoopCall(LoopLife life, LoopFuture<T> future, LoopJob job) {
        this.life = life;
        this.future = future;
        this.job = job;
    }

    /** Runs the body on the loop and waits for it. */
    static <T extends @Nullable Object> T call(LoopLives lives, Callable<T> body, Object label) throws Exception {
        LoopLife life = lives.currentOrThrow();
        // Before anything is taken on: the context may have something to say against it.
        Callable<T> carried = life.config().carrier().carry(body);
        LoopFuture<T> future = new LoopFuture<>(life);
        RuntimeException refusal = life.admitBody(future);
        if (refusal != null) {
            future.settle(null, refusal);
            throw refusal;
        }
        LoopJob job = new LoopJob(life, future, carried, false, false, label);
        LoopCall<T> call = new LoopCall<>(life, future, job);
        call.await();
        return call.<Exception>outcome();
    }

    /** As {@link #call}, for a body that throws nothing. */
    static void run(LoopLives lives, Runnable body) {
        try {
            call(lives, Executors.callable(body), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoopMessages.interrupted(lives.description(), e);
        } catch (Exception e) {
            LoopCall.<RuntimeException>throwAsItIs(e);
        }
    }

    /** What a body throws is thrown as it is, though it may have no right to. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void throwAsItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private void await() throws InterruptedException {
        boolean passed = false;
        Wait wait = WaitGraph.announce(future, future::isDone, job.state::isWaiting);
        try {
            life.post(job);
            WaitGraph.confirm(wait).ifPresent(this::leaveDeadlock);
            while (!future.isDone()) {
                try {
                    future.awaitDone();
                } catch (InterruptedException e) {
                    leaveIfNotBegun(e);
                    passed = true;
                    job.state.interrupt();
                }
            }
        } finally {
            WaitGraph.end();
            if (passed && (job.leavesInterrupt() || !job.isOver())) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void leaveIfNotBegun(InterruptedException interrupt) throws InterruptedException {
        if (job.takeOut()) {
            future.settle(null, interrupt);
            throw interrupt;
        }
    }

    private void leaveDeadlock(String circle) {
        if (job.takeOut()) {
            RuntimeException deadlock = LoopMessages.deadlock(life.description(), circle);
            life.deadlocked(circle);
            future.settle(null, deadlock);
            throw deadlock;
        }
    }

    /** The body's own outcome or, if it has none, what the loop says. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // null only if T includes it
    private <X extends Throwable> T outcome() throws X {
        Throwable thrown = job.isOver() ? job.failure() : future.failure();
        if (thrown != null) {
            throw (X) thrown;
        }
        return (T) job.value();
    }
}
