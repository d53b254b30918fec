package io.sharer.loop;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future of a loop or a work queue. Any completion from outside withdraws what it stands for, unless the outcome is
 * on its way already; and who waits for it is in the wait graph.
 */
class LoopFuture<T extends @Nullable Object> extends CompletableFuture<T> implements Awaited {
    private final Owner owner;

    /** Until it is done: whoever keeps the future shall not keep the work, too. */
    private volatile @Nullable Pending pending;

    LoopFuture(Owner owner) {
        this.owner = owner;
    }

    /** Before anybody else has this future. */
    void belongsTo(Pending work) {
        pending = work;
    }

    @Nullable Pending pending() {
        return pending;
    }

    /** Completes from inside. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a T is what the work gives, null only if T includes it
    boolean settle(@Nullable Object value, @Nullable Throwable failure) {
        boolean told = failure == null ? super.complete((T) value) : super.completeExceptionally(failure);
        over();
        return told;
    }

    private void over() {
        pending = null;
        owner.done(this);
    }

    /** Withdraws what it stands for; false if that comes too late, for the outcome is on its way. */
    private boolean withdraw(boolean cancelled) {
        Pending work = pending;
        return work == null || isDone() || work.withdraw(cancelled);
    }

    // --- From outside ---

    @Override
    public boolean complete(T value) {
        if (!withdraw(false)) {
            return false;
        }
        boolean completed = super.complete(value);
        over();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (!withdraw(false)) {
            return false;
        }
        boolean completed = super.completeExceptionally(failure);
        over();
        return completed;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor on) {
        Objects.requireNonNull(supplier, "supplier");
        on.execute(() -> completeWith(supplier));
        return this;
    }

    private void completeWith(Supplier<? extends T> supplier) {
        if (isDone()) {
            return;
        }
        try {
            complete(supplier.get());
        } catch (Throwable thrown) { // whatever it is, the future must tell it
            completeExceptionally(thrown);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Pending work = isDone() ? null : pending;
        if (!withdraw(true)) {
            return false;
        }
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && work != null) {
            // Not before, lest the answer to the interrupt be told as the outcome.
            work.cancelBegun(mayInterruptIfRunning);
        }
        over();
        return cancelled;
    }

    @Override
    public void obtrudeValue(T value) {
        boolean ignored = withdraw(false);
        super.obtrudeValue(value);
        over();
    }

    @Override
    public void obtrudeException(Throwable failure) {
        boolean ignored = withdraw(false);
        super.obtrudeException(failure);
        over();
    }

    // --- Waiting for it ---

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone() && pending != null) {
            await();
        }
        return super.get();
    }

    @Override
    public T join() {
        boolean interrupted = false;
        while (!isDone() && pending != null) {
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

    /** Waits until this is done; fails if it never will be, because who would have to act waits for this thread. */
    private void await() throws InterruptedException {
        try {
            WaitGraph.begin(this, this::isDone).ifPresent(circle -> {
                owner.deadlocked(circle);
                throw LoopMessages.deadlock(owner.description(), circle);
            });
            awaitDone();
        } finally {
            WaitGraph.end();
        }
    }

    /** Waits, for who is in the wait graph already. */
    void awaitDone() throws InterruptedException {
        try {
            super.get();
        } catch (ExecutionException | CancellationException e) {
            // The caller asks again, and is told.
            return;
        }
    }

    /** The outcome of a future that is done, as it was told. */
    @Nullable Throwable failure() {
        try {
            super.join();
            return null;
        } catch (CancellationException e) {
            return e;
        } catch (RuntimeException e) {
            Throwable cause = e.getCause();
            return cause == null ? e : cause;
        }
    }

    @Override
    public Blockers blockers() {
        Pending work = pending;
        return work == null ? Blockers.NONE : work.blockers();
    }

    @Override
    public String description() {
        Pending work = pending;
        return "the future of " + (work == null ? "what is done" : work.description());
    }

    @Override
    public Executor defaultExecutor() {
        return owner.dependents();
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new LoopFuture<>(owner);
    }
}
