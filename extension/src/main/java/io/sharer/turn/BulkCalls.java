package io.sharer.turn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code invokeAll} and {@code invokeAny} of a queue, with the futures that its {@code submit} returns: who waits for
 * one is in the wait graph, and who cancels one takes its body out of the line.
 */
final class BulkCalls {
    /** Of a wait that has no end. */
    private static final long FOREVER = Long.MAX_VALUE;

    private final SerialQueue queue;

    BulkCalls(SerialQueue queue) {
        this.queue = queue;
    }

    <T extends @Nullable Object> List<Future<T>> all(Collection<? extends Callable<T>> bodies)
            throws InterruptedException {
        return all(bodies, FOREVER);
    }

    <T extends @Nullable Object> List<Future<T>> all(
            Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit) throws InterruptedException {
        return all(bodies, unit.toNanos(timeout));
    }

    /** Queues all, and waits for all of them, or as long as that may take; cancels those that are not done then. */
    private <T extends @Nullable Object> List<Future<T>> all(Collection<? extends Callable<T>> bodies, long nanos)
            throws InterruptedException {
        refuseInsideTurn("invokeAll");
        bodies.forEach(body -> Objects.requireNonNull(body, "body"));
        Deadline deadline = new Deadline(nanos);
        List<Future<T>> futures = new ArrayList<>(bodies.size());
        try {
            for (Callable<T> body : bodies) {
                futures.add(queue.submitOrThrow(body));
            }
            for (Future<T> future : futures) {
                awaitDone(future, deadline);
            }
        } finally {
            // Last first, so that none of them begins because one ahead of it goes.
            for (int i = futures.size() - 1; i >= 0; i--) {
                futures.get(i).cancel(true);
            }
        }
        return futures;
    }

    private static void awaitDone(Future<?> future, Deadline deadline) throws InterruptedException {
        try {
            deadline.get(future);
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

    <T extends @Nullable Object> T any(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return any(bodies, unit.toNanos(timeout));
    }

    /** One after another, as they take turns anyway, until one succeeds: those behind it are never begun. */
    private <T extends @Nullable Object> T any(Collection<? extends Callable<T>> bodies, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        refuseInsideTurn("invokeAny");
        bodies.forEach(body -> Objects.requireNonNull(body, "body"));
        Deadline deadline = new Deadline(nanos);
        ExecutionException failure = null;
        for (Callable<T> body : bodies) {
            Future<T> future = queue.submitOrThrow(body);
            try {
                return deadline.get(future);
            } catch (ExecutionException e) {
                failure = e;
            } finally {
                future.cancel(true);
            }
        }
        if (failure == null) {
            throw TurnMessages.nothingToInvoke(queue.name());
        }
        throw failure;
    }

    private void refuseInsideTurn(String method) {
        if (queue.isInTurn()) {
            throw TurnMessages.waitInsideTurn(queue.name(), method);
        }
    }

    /** How long may still be waited. */
    private static final class Deadline {
        private final long nanos;
        private final long since = System.nanoTime();

        Deadline(long nanos) {
            this.nanos = nanos;
        }

        <T extends @Nullable Object> T get(Future<T> future)
                throws InterruptedException, ExecutionException, TimeoutException {
            if (nanos == FOREVER) {
                return future.get();
            }
            return future.get(Math.max(0, nanos - (System.nanoTime() - since)), TimeUnit.NANOSECONDS);
        }
    }
}
