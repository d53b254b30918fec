package io.sharer.pool;

import io.sharer.waits.Awaited;
import io.sharer.waits.WaitGraph;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a lease, and what is derived from it: its dependents run on the pool's executor.
 *
 * <p>A thread that waits for the lease is in the wait graph, unless it has a time-out of its own.
 */
final class PoolFuture<V> extends CompletableFuture<V> {
    private final PoolConfig<?> pool;

    /** What a thread waits for that waits for this; {@code null} if that cannot be said. */
    private final @Nullable Supplier<Awaited> awaited;

    PoolFuture(PoolConfig<?> pool, @Nullable Supplier<Awaited> awaited) {
        this.pool = pool;
        this.awaited = awaited;
    }

    @Override
    public Executor defaultExecutor() {
        return pool.executor();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new PoolFuture<>(pool, null);
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        await();
        return super.get();
    }

    @Override
    public V join() {
        boolean interrupted = false;
        while (!isDone() && awaited != null) {
            try {
                await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    private void await() throws InterruptedException {
        if (isDone() || awaited == null) {
            return;
        }
        try {
            WaitGraph.begin(awaited.get(), this::isDone).ifPresent(circle -> {
                throw pool.deadlock(circle);
            });
            super.get();
        } catch (ExecutionException | CancellationException e) {
            // The caller asks again, and is told.
            return;
        } finally {
            WaitGraph.end();
        }
    }
}
