package io.sharer.pool;

import io.sharer.Lease;
import io.sharer.PoolException;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrowException;
import io.sharer.pool.WaitingLine.Served;
import io.sharer.waits.WaitGraph;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Borrows where no object is to be had at once, or where one has to be looked at before it is lent. */
final class Borrowing<T> {
    private final PoolConfig<T> config;
    private final Stock<T> stock;
    private final WaitingLine<T> line;
    private final Supply<T> supply;
    private final Lifecycle<T> lifecycle;
    private final PoolCounts counts;
    private final Loans<T> loans;
    private final SecondBorrows<T> secondBorrows;

    Borrowing(
            PoolConfig<T> config,
            Stock<T> stock,
            WaitingLine<T> line,
            Supply<T> supply,
            Lifecycle<T> lifecycle,
            PoolCounts counts,
            Loans<T> loans) {
        this.config = config;
        this.stock = stock;
        this.line = line;
        this.supply = supply;
        this.lifecycle = lifecycle;
        this.counts = counts;
        this.loans = loans;
        this.secondBorrows = new SecondBorrows<>(config.name(), config.secondBorrow(), loans);
    }

    // --- The beginning of a loan ---

    /** What has come of the beginning of a loan. */
    private enum Beginning {
        /** The object is lent. */
        BEGUN,
        /** The object is not healthy, and the caller has to see to its closing. */
        UNFIT,
        /** The lease has been killed already. */
        VOID
    }

    /**
     * Begins the loan of an object that has been taken.
     *
     * @throws PoolException if the hook has thrown; the object is closed
     */
    private Beginning begin(PooledLease<T> lease) {
        Item<T> item = lease.item;
        if (lifecycle.isInDoubt(item) && !lifecycle.isHealthy(item)) {
            return lease.end(Slot.CLOSED) ? Beginning.UNFIT : Beginning.VOID;
        }
        item.uses++;
        PoolException failure = lifecycle.tellsBorrowed ? lifecycle.borrowed(item) : null;
        if (failure != null) {
            if (lease.end(Slot.CLOSED)) {
                supply.close(lease.slot, item);
            }
            throw failure;
        }
        if (!lease.isLent()) {
            return Beginning.VOID;
        }
        lease.slot.borrows++;
        return Beginning.BEGUN;
    }

    private void closeUnfit(@Nullable PooledLease<T> unfit) {
        if (unfit != null) {
            supply.close(unfit.slot, unfit.item);
        }
    }

    private long now() {
        return config.housekeeper().now();
    }

    // --- A thread borrows ---

    /**
     * Borrows, and waits if it has to.
     *
     * @param nanos the longest wait, {@link PoolConfig#ENDLESS} for any
     */
    PooledLease<T> borrow(long nanos) {
        long start = nanos > 0 ? now() : 0;
        return begin(take(nanos, nanos, null), nanos, start);
    }

    /** Begins the loan of an object that has been taken without waiting, or of another one if that is not healthy. */
    PooledLease<T> begin(PooledLease<T> taken, long nanos) {
        return begin(taken, nanos, nanos > 0 ? now() : 0);
    }

    private PooledLease<T> begin(PooledLease<T> taken, long nanos, long start) {
        PooledLease<T> lease = taken;
        while (true) {
            Beginning outcome = begin(lease);
            if (outcome == Beginning.BEGUN) {
                return lease;
            }
            long left = nanos > 0 ? Math.max(1, nanos - (now() - start)) : nanos;
            lease = take(left, nanos, outcome == Beginning.UNFIT ? lease : null);
        }
    }

    /**
     * Takes an object.
     *
     * @param unfit what it has got before, and what is closed now: it stays the first in line
     */
    private PooledLease<T> take(long nanos, long asked, @Nullable PooledLease<T> unfit) {
        if (line.waiting() == 0 || nanos == 0) {
            closeUnfit(unfit);
            PooledLease<T> lease = line.waiting() == 0 ? takeAtOnce(nanos) : null;
            if (lease != null) {
                return lease;
            }
            if (nanos == 0) {
                throw timedOut(asked);
            }
            return waitInLine(nanos, asked, null);
        }
        return waitInLine(nanos, asked, unfit);
    }

    private @Nullable PooledLease<T> takeAtOnce(long nanos) {
        if (line.isClosed()) {
            throw PoolMessages.closed(config.name());
        }
        PooledLease<T> lease = stock.lend(Thread.currentThread(), null);
        if (lease != null) {
            return lease;
        }
        // With a deadline over its making an object is made by the executor.
        Slot<T> slot = nanos > 0 ? null : stock.reserve();
        return slot == null ? null : supply.makeHere(slot, null);
    }

    private PooledLease<T> waitInLine(long nanos, long asked, @Nullable PooledLease<T> unfit) {
        BorrowingThread<T> me = new BorrowingThread<>(stock.originIfTracked(), nanos < 0, unfit == null);
        Object outcome;
        // Whoever sees it in line and moves the time on moves it for this wait.
        long began = now();
        try {
            join(me, unfit);
            outcome = awaitOutcome(me, nanos, asked, began);
        } catch (RuntimeException | Error e) {
            // An error too must not leave it in line, or with an object that nobody uses.
            abandon(me);
            throw e;
        }
        if (outcome instanceof Slot<?>) {
            return supply.makeHere(me.place(outcome), me.origin);
        }
        PooledLease<T> lease = me.lease(outcome);
        // Not before: as long as it waits for what it has been handed, it would seem to wait for itself.
        lease.slot.lentTo(Thread.currentThread(), lease.loan);
        return lease;
    }

    private void join(Borrower<T> borrower, @Nullable PooledLease<T> unfit) {
        Served<T> served = new Served<>();
        boolean joined = line.join(borrower, unfit != null, served);
        // Its place is for who has joined.
        closeUnfit(unfit);
        if (!joined) {
            throw PoolMessages.closed(config.name());
        }
        supply.act(served);
    }

    private void look(BorrowingThread<T> borrower) {
        Served<T> served = new Served<>();
        line.look(borrower, served);
        supply.act(served);
    }

    private boolean leave(Borrower<T> borrower) {
        Served<T> served = new Served<>();
        boolean left = line.leave(borrower, served);
        supply.act(served);
        return left;
    }

    private Object awaitOutcome(BorrowingThread<T> me, long nanos, long asked, long began) {
        if (me.outcome() != null) {
            return me.outcome();
        }
        SecondBorrowException refusal = line.expects(me) ? null : secondBorrows.refusal();
        if (refusal != null && leave(me)) {
            throw refusal;
        }
        boolean interrupted = false;
        try {
            WaitGraph.begin(new LeaseWait(config.name(), loans), () -> me.outcome() != null)
                    .filter(circle -> leave(me))
                    .ifPresent(circle -> {
                        throw config.deadlock(circle);
                    });
            while (me.outcome() == null) {
                long left = nanos < 0 ? Long.MAX_VALUE : nanos - (now() - began);
                if (me.isRoused()) {
                    look(me);
                } else if (Thread.interrupted()) {
                    interrupted = true;
                    if (leave(me)) {
                        throw PoolMessages.interrupted(config.name());
                    }
                } else if (left > 0) {
                    // Nothing comes between the question and this: a wait for a lock would use up the permit.
                    LockSupport.parkNanos(
                            this, nanos < 0 ? left : config.housekeeper().longestPark(left));
                } else if (leave(me)) {
                    throw timedOut(asked);
                }
            }
            return Objects.requireNonNull(me.outcome());
        } finally {
            WaitGraph.end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes nothing from the line, or gives back what it has got there. */
    private void abandon(Borrower<T> borrower) {
        Object outcome = leave(borrower) ? null : borrower.outcome();
        if (outcome instanceof PooledLease<?>) {
            PooledLease<T> lease = borrower.lease(outcome);
            supply.takeBack(lease);
        } else if (outcome instanceof Slot<?>) {
            supply.giveUp(borrower.place(outcome));
        }
    }

    PoolTimeoutException timedOut(long nanos) {
        counts.timeouts.increment();
        return PoolMessages.timedOut(
                config.name(), nanos, loans.tally(), stock.maxSize(), line.waiting(), loans.describe());
    }

    // --- A future borrows ---

    CompletableFuture<Lease<T>> borrowAsync(long nanos) {
        PoolFuture<Lease<T>> future = new PoolFuture<>(config, () -> new LeaseWait(config.name(), loans));
        BorrowingFuture<T> me = new BorrowingFuture<>(
                future, stock.originIfTracked(), nanos, config.housekeeper(), config.executor(), this::complete);
        PooledLease<T> lease = line.isQuiet() ? stock.lend(null, me.origin) : null;
        if (lease == null) {
            standInLine(me, null);
        } else if (lifecycle.isInDoubt(lease.item) || lifecycle.tellsBorrowed) {
            // What takes time is not done by who must not wait.
            me.settle(lease);
            me.wake();
        } else {
            complete(me, lease);
        }
        return future;
    }

    private void standInLine(BorrowingFuture<T> me, @Nullable PooledLease<T> unfit) {
        PoolFuture<Lease<T>> future = me.future;
        try {
            join(me, unfit);
        } catch (PoolException closed) {
            future.completeExceptionally(closed);
            return;
        }
        if (me.outcome() != null) {
            return;
        }
        if (me.nanos == 0 && !line.expects(me)) {
            endInTime(me);
        } else if (me.nanos > 0) {
            Future<?> timer = config.housekeeper().at(me.deadline(), () -> endInTime(me));
            whenDone(future, () -> timer.cancel(false));
        }
        whenDone(future, () -> leave(me));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it only follows the future
    private static void whenDone(CompletableFuture<?> future, Runnable action) {
        future.whenComplete((lease, failure) -> action.run());
    }

    private void endInTime(BorrowingFuture<T> borrower) {
        if (leave(borrower)) {
            borrower.settle((Supplier<PoolException>) () -> timedOut(borrower.nanos));
            borrower.wake();
        }
    }

    private void complete(BorrowingFuture<T> borrower) {
        PooledLease<T> lease;
        try {
            lease = borrower.lease(Objects.requireNonNull(borrower.outcome()));
        } catch (PoolException failure) {
            borrower.future.completeExceptionally(failure);
            return;
        }
        complete(borrower, lease);
    }

    private void complete(BorrowingFuture<T> borrower, PooledLease<T> lease) {
        PoolFuture<Lease<T>> future = borrower.future;
        if (future.isDone()) {
            supply.takeBack(lease);
            return;
        }
        Beginning outcome;
        try {
            outcome = begin(lease);
        } catch (PoolException failure) {
            future.completeExceptionally(failure);
            return;
        }
        if (outcome == Beginning.BEGUN) {
            if (!future.complete(lease)) {
                lease.close();
            }
        } else {
            standInLine(borrower.again(), outcome == Beginning.UNFIT ? lease : null);
        }
    }
}
