package io.sharer.turn;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a queued body. Any completion from outside takes the body out of its queue; dependents that run
 * asynchronously do so on the queue's executor.
 */
final class TurnFuture<T extends @Nullable Object> extends CompletableFuture<T> implements Awaited {
    private final Executor executor;
    private final @Nullable Continuation continued;

    /** Until it is done: whoever keeps the future shall not keep the body, and what it works on, too. */
    private @Nullable QueuedBody<T> body;

    /** A future whose asynchronous dependents run on the executor, and go on with the turn it is made in. */
    TurnFuture(Executor executor) {
        this(executor, RunningTurn.continuation());
    }

    private TurnFuture(Executor executor, @Nullable Continuation continued) {
        this.executor = executor;
        this.continued = continued;
    }

    /** What it was made in, and its dependents go on with. */
    @Nullable Continuation continued() {
        return continued;
    }

    /** Before anybody else has this future. */
    void belongsTo(QueuedBody<T> queued) {
        body = queued;
    }

    /** Completes from inside: the body's turn is over. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a T is what the body gives, null only if T includes it
    boolean settle(@Nullable Object value, @Nullable Throwable failure) {
        boolean told;
        RunningTurn noted = continued == null ? null : RunningTurn.enter(continued);
        try {
            told = failure == null ? super.complete((T) value) : super.completeExceptionally(failure);
        } finally {
            if (noted != null) {
                noted.leave();
            }
        }
        body = null;
        return told;
    }

    /** Whether completing it has other code run, or threads go on. Such as comes a moment later is not seen. */
    boolean isAwaited() {
        return getNumberOfDependents() > 0 && !isDone();
    }

    @Override
    public boolean complete(T value) {
        withdraw();
        boolean completed = super.complete(value);
        body = null;
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        withdraw();
        boolean completed = super.completeExceptionally(failure);
        body = null;
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
        QueuedBody<T> b = body;
        if (b == null || isDone()) {
            return super.cancel(mayInterruptIfRunning);
        }
        b.withdrawCancelled();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            // Not before, lest the body's answer to its interrupt be told as its outcome.
            b.cancelBegun(mayInterruptIfRunning);
        }
        body = null;
        return cancelled;
    }

    @Override
    public void obtrudeValue(T value) {
        withdraw();
        super.obtrudeValue(value);
        body = null;
    }

    @Override
    public void obtrudeException(Throwable failure) {
        withdraw();
        super.obtrudeException(failure);
        body = null;
    }

    private void withdraw() {
        QueuedBody<T> b = body;
        if (b != null && !isDone()) {
            b.withdraw();
        }
    }

    // --- Waiting for it ---

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!isDone() && body != null) {
            await();
        }
        return super.get();
    }

    /** Ends by itself, so it is part of no deadlock; but it runs what is stalled, which may take longer than that. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Helping helping = isDone() || body == null ? null : Helping.whileWaitingFor(this);
        if (helping == null) {
            return super.get(timeout, unit);
        }
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        long left = deadline - System.nanoTime();
        while (left > 0 && !isDone()) {
            helping.look();
            long patience = Helping.untilHelp(left);
            Stalled stalled = awaitUntil(patience) || patience == left ? null : helping.stillStalled();
            if (stalled != null) {
                Helping.help(stalled);
            }
            left = deadline - System.nanoTime();
        }
        return super.get(0, TimeUnit.NANOSECONDS);
    }

    @Override
    public T join() {
        boolean interrupted = false;
        while (!isDone() && body != null) {
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
        Helping helping = Helping.whileWaitingFor(this);
        try {
            beginWait();
            if (helping == null) {
                boolean ignored = awaitUntil(Long.MAX_VALUE);
            }
            while (helping != null && !isDone()) {
                helping.look();
                Stalled body = awaitUntil(Helping.untilHelp(Long.MAX_VALUE)) ? null : helping.stillStalled();
                if (body != null) {
                    WaitGraph.end();
                    Helping.help(body);
                    beginWait();
                } else if (helping.hasTurnComeBeneath()) {
                    beginWait();
                }
            }
        } finally {
            WaitGraph.end();
        }
    }

    private void beginWait() {
        WaitGraph.begin(this, this::isDone).ifPresent(deadlock -> {
            QueuedBody<T> b = body;
            // Without one it has been completed at this moment.
            if (b != null) {
                throw TurnEvents.deadlock(b.queue(), deadlock);
            }
        });
    }

    private boolean awaitUntil(long nanos) throws InterruptedException {
        try {
            super.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            // The caller asks again, and is told.
            return true;
        }
    }

    @Override
    public Blockers blockers() {
        QueuedBody<T> b = body;
        return b == null ? Blockers.NONE : b.blockers();
    }

    @Override
    public String description() {
        QueuedBody<T> b = body;
        return "the future of " + (b == null ? "a body that is done" : TurnMessages.describe(b.label));
    }

    @Override
    public Executor defaultExecutor() {
        return continued == null ? executor : dependent -> executor.execute(() -> goOn(continued, dependent));
    }

    private static void goOn(Continuation continued, Runnable dependent) {
        RunningTurn noted = RunningTurn.enter(continued);
        try {
            dependent.run();
        } finally {
            noted.leave();
        }
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new TurnFuture<>(executor, continued);
    }
}
