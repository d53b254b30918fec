package io.sharer.loop;

import io.sharer.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** {@code invokeAll} and {@code invokeAny} of a loop, with the futures that its {@code submit} returns. */
final class BulkLoopCalls {
    /** Of a wait that has no end. */
    private static final long FOREVER = Long.MAX_VALUE;

    private final EventLoop loop;

    BulkLoopCalls(EventLoop loop) {
        this.loop = loop;
    }

    <T extends @Nullable Object> List<Future<T>> all(Collection<? extends Callable<T>> bodies)
            throws InterruptedException {
        return all(bodies, FOREVER);
    }

    /** Queues all, and waits for all of them, or as long as that may take; cancels those that are not done then. */
    <T extends @Nullable Object> List<Future<T>> all(Collection<? extends Callable<T>> bodies, long nanos)
            throws InterruptedException {
        refuseOnLoop("invokeAll");
        bodies.forEach(body -> Objects.requireNonNull(body, "body"));
        long since = System.nanoTime();
        List<Future<T>> futures = new ArrayList<>(bodies.size());
        try {
            for (Callable<T> body : bodies) {
                futures.add(submitOrThrow(body));
            }
            for (Future<T> future : futures) {
                awaitDone(future, nanos, since);
            }
        } finally {
            // Last first, so that none of them begins because one ahead of it goes.
            for (int i = futures.size() - 1; i >= 0; i--) {
                futures.get(i).cancel(true);
            }
        }
        return futures;
    }

    private static void awaitDone(Future<?> future, long nanos, long since) throws InterruptedException {
        try {
            get(future, nanos, since);
        } catch (ExecutionException | CancellationException e) { // the caller finds it in the future
        } catch (TimeoutException e) { // the next one, which may be done, need not be waited for either
        }
    }

    <T extends @Nullable Object> T any(Collection<? extends Callable<T>> bodies)
            throws InterruptedException, ExecutionException {
        try {
            return any(bodies, FOREVER);
        } catch (TimeoutException e) {
            throw new AssertionError(e); // in some three hundred years
        }
    }

    /** One after another, as they run so anyway, until one succeeds: those behind it are never begun. */
    <T extends @Nullable Object> T any(Collection<? extends Callable<T>> bodies, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        refuseOnLoop("invokeAny");
        bodies.forEach(body -> Objects.requireNonNull(body, "body"));
        long since = System.nanoTime();
        ExecutionException failure = null;
        for (Callable<T> body : bodies) {
            Future<T> future = submitOrThrow(body);
            try {
                return get(future, nanos, since);
            } catch (ExecutionException e) {
                failure = e;
            } finally {
                future.cancel(true);
            }
        }
        if (failure == null) {
            throw LoopMessages.nothingToRun(loop.name(), "invokeAny");
        }
        throw failure;
    }

    private <T extends @Nullable Object> Future<T> submitOrThrow(Callable<T> body) {
        CompletableFuture<T> future = loop.submit(body);
        if (future.isCompletedExceptionally()
                && ((LoopFuture<T>) future).failure() instanceof RejectedExecutionException refusal) {
            throw refusal;
        }
        return future;
    }

    private void refuseOnLoop(String method) {
        if (loop.inLoop()) {
            throw LoopMessages.waitOnLoop(loop.name(), method);
        }
    }

    private static <T extends @Nullable Object> T get(Future<T> future, long nanos, long since)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (nanos == FOREVER) {
            return future.get();
        }
        return future.get(Math.max(0, nanos - (System.nanoTime() - since)), TimeUnit.NANOSECONDS);
    }
}
