package io.sharer.scope;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for a resource that comes, and goes, some time later. */
final class AsyncPair<R extends @Nullable Object> {
    private final Callable<? extends CompletionStage<? extends R>> acquire;
    private final Function<? super R, ? extends CompletionStage<?>> release;
    private final Duration patience;

    AsyncPair(
            Callable<? extends CompletionStage<? extends R>> acquire,
            Function<? super R, ? extends CompletionStage<?>> release,
            Duration patience) {
        this.acquire = acquire;
        this.release = release;
        this.patience = patience;
    }

    R acquire() throws Exception {
        CompletionStage<? extends R> coming = acquire.call();
        if (coming == null) {
            throw ScopeMessages.nullStage("acquires");
        }
        CompletableFuture<? extends R> future = coming.toCompletableFuture();
        boolean here = false;
        try {
            R resource = future.get();
            here = true;
            return resource;
        } catch (ExecutionException e) {
            here = true;
            throw asException(e.getCause() == null ? e : e.getCause());
        } finally {
            if (!here) {
                coming.thenAccept(this::releaseLate);
            }
        }
    }

    /** Nobody waits for it any more, so nobody else would release it. */
    private void releaseLate(R resource) {
        Throwable failure = null;
        try {
            CompletionStage<?> going = release.apply(resource);
            if (going != null) {
                going.whenComplete((value, thrown) -> {
                    if (thrown != null) {
                        ScopeLog.warning(ScopeMessages.lateReleaseFailed(), thrown);
                    }
                });
            }
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        if (failure != null) {
            ScopeLog.warning(ScopeMessages.lateReleaseFailed(), failure);
        }
    }

    void release(R resource) throws Exception {
        CompletionStage<?> going = release.apply(resource);
        if (going == null) {
            throw ScopeMessages.nullStage("releases");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<?> future = going.toCompletableFuture();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    // The next release may need that this one is over.
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw ScopeMessages.releaseTooSlow(patience, e);
        } catch (ExecutionException e) {
            throw asException(e.getCause() == null ? e : e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Exception asException(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof Exception exception ? exception : new ExecutionException(failure);
    }
}
