package io.sharer.pool;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolException;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.PoolTimeoutException;
import io.sharer.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A pool: lends what is idle by one compare-and-set and takes it back by another, and leaves all else to the classes
 * that are named for it.
 */
public final class ObjectPool<T> extends Lender<T> implements Pool<T> {
    private final PoolConfig<T> config;
    private final PoolCounts counts = new PoolCounts();
    private final Lifecycle<T> lifecycle;
    private final Stock<T> stock;
    private final WaitingLine<T> line;
    private final Loans<T> loans;
    private final Supply<T> supply;
    private final Borrowing<T> borrowing;
    private final Upkeep<T> upkeep;
    private final PoolEnd<T> end;
    private final long timeoutNanos;

    /** Whether a loan begins without anything being done. */
    private final boolean beginsPlainly;

    /** Whether a loan ends without anything being done. */
    private final boolean endsPlainly;

    private final boolean ages;

    /** Held while both sizes are written, or read, so that those of two who resize at once are never mixed. */
    private final ReentrantLock resizing = new ReentrantLock();

    // Guarded by resizing.
    private int minSize;

    /** Begins at once to make the minimum. */
    public ObjectPool(PoolConfig<T> config) {
        this.config = config;
        this.minSize = config.minSize();
        this.timeoutNanos = PoolConfig.nanosOf(config.timeout());
        this.lifecycle = new Lifecycle<>(config, counts);
        this.stock = new Stock<>(this, config.maxSize(), config.tracksLeases());
        this.line = new WaitingLine<>(stock);
        this.loans = new Loans<>(config.name(), stock);
        this.supply = new Supply<>(config, stock, line, lifecycle, new Supply.Listener() {
            @Override
            public void made(long at) {
                upkeep.made(at);
            }

            @Override
            public void closed() {
                upkeep.closed();
            }
        });
        this.borrowing = new Borrowing<>(config, stock, line, supply, lifecycle, counts, loans);
        this.upkeep = new Upkeep<>(config, stock, supply, lifecycle, counts);
        this.end = new PoolEnd<>(config, line, loans, supply, upkeep);
        this.ages = PoolConfig.limitOf(config.maxAge()) > 0;
        this.beginsPlainly = !lifecycle.checksHealth && !lifecycle.tellsBorrowed && config.maxUses() == 0;
        this.endsPlainly = !lifecycle.checksHealth
                && !lifecycle.tellsReturned
                && config.maxUses() == 0
                && config.maxIdle() == null
                && !ages;
        upkeep.start();
    }

    /** Runs this when the pool is closed and its objects are, as far as they have come back. */
    void whenEnded(Runnable action) {
        end.whenEnded(action);
    }

    /** What the housekeeper looks after. */
    Upkeep<T> upkeep() {
        return upkeep;
    }

    @Override
    String name() {
        return config.name();
    }

    @Override
    long now() {
        return config.housekeeper().now();
    }

    PoolConfig<T> config() {
        return config;
    }

    // --- Borrowing ---

    /** How long a borrower waits at most, {@link PoolConfig#ENDLESS} for any time. */
    long timeoutNanos() {
        return timeoutNanos;
    }

    /** What to tell a borrower who has waited for so long. It counts as one that did. */
    PoolTimeoutException timedOut(long nanos) {
        return borrowing.timedOut(nanos);
    }

    @Override
    public PooledLease<T> borrow() {
        return borrow(timeoutNanos);
    }

    @Override
    public PooledLease<T> borrow(Duration timeout) {
        PoolConfig.checkTimeout(config.name(), "timeout", timeout);
        return borrow(PoolConfig.nanosOf(timeout));
    }

    PooledLease<T> borrow(long nanos) {
        if (line.isQuiet() || line.mayBeOvertaken()) {
            PooledLease<T> lease = stock.lend(Thread.currentThread(), null);
            if (lease != null) {
                if (beginsPlainly) {
                    lease.slot.borrows++;
                    return lease;
                }
                return borrowing.begin(lease, nanos);
            }
        }
        return borrowing.borrow(nanos);
    }

    @Override
    public CompletableFuture<Lease<T>> borrowAsync() {
        return borrowing.borrowAsync(timeoutNanos);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R with(Work<? super T, ? extends R, X> work) throws X {
        PooledLease<T> lease = borrow();
        lease.bindToCall();
        try {
            return call(lease, work);
        } finally {
            lease.close();
        }
    }

    private static <T, R extends @Nullable Object, X extends Exception> R call(
            PooledLease<T> lease, Work<? super T, ? extends R, X> work) throws X {
        T object = lease.enter();
        Throwable thrown = null;
        try {
            return work.apply(object);
        } catch (Throwable e) {
            // It goes on as it is; whatever it is, it decides what becomes of the object.
            thrown = e;
            throw e;
        } finally {
            lease.exit(thrown);
        }
    }

    // --- The end of a loan ---

    @Override
    void giveBack(PooledLease<T> lease) {
        if (endsPlainly) {
            if (supply.takeBack(lease)) {
                stock.noteReturn(lease.slot);
            }
        } else if (lease.end(Slot.RETURNED)) {
            returned(lease.slot, lease.item);
        }
    }

    private void returned(Slot<T> slot, Item<T> item) {
        if (lifecycle.tellsReturned) {
            lifecycle.returned(item);
        }
        item.lastUsed = now();
        boolean worn = config.maxUses() > 0 && item.uses >= config.maxUses();
        if (worn || (ages && item.lifeLeft(item.lastUsed) <= 0)) {
            supply.close(slot, item);
        } else if (supply.release(slot, slot.state(), item)) {
            stock.noteReturn(slot);
        }
    }

    @Override
    void discard(PooledLease<T> lease) {
        if (lease.end(Slot.CLOSED)) {
            counts.discarded.increment();
            supply.close(lease.slot, lease.item);
        }
    }

    @Override
    void thrown(PooledLease<T> lease, Throwable thrown) {
        switch (config.discard().after(thrown)) {
            case KEEP -> {}
            case CHECK -> {
                if (lease.isLent()) {
                    lease.item.suspect = true;
                }
            }
            case DISCARD -> discard(lease);
        }
    }

    @Override
    void closeKilled(TrackedLease<T> lease) {
        supply.retire(lease.slot, lease.item);
    }

    @Override
    LeaseExpiredException expired(PooledLease<T> lease) {
        Duration limit = config.killLease();
        return limit != null && lease instanceof TrackedLease<?> tracked && tracked.wasKilled()
                ? PoolMessages.killed(config.name(), limit)
                : PoolMessages.returned(config.name());
    }

    // --- The pool as a whole ---

    @Override
    public PoolStats stats() {
        PoolCounts.Census census = counts.census();
        Loans.Tally tally = loans.tally();
        WaitTimes.Figures waits = line.times();
        long discarded = counts.discarded.sum();
        long killed = counts.killed.sum();
        int min;
        int max;
        resizing.lock();
        try {
            min = minSize;
            max = stock.maxSize();
        } finally {
            resizing.unlock();
        }
        return new PoolStats(
                config.name(),
                min,
                max,
                census.created(),
                census.closed(),
                census.created() - census.closed(),
                tally.idle(),
                tally.lent(),
                line.waiting(),
                tally.borrows(),
                Math.max(0, tally.borrows() - tally.lent() - discarded - killed),
                counts.timeouts.sum(),
                counts.unhealthy.sum(),
                discarded,
                killed,
                counts.failures.sum(),
                waits.count(),
                waits.total(),
                waits.longest(),
                waits.mean());
    }

    /** What one looks like that has not been made yet. */
    public static PoolInfo unused(String name, int minSize, int maxSize) {
        return new PoolInfo(
                new PoolStats(
                        name,
                        minSize,
                        maxSize,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                null,
                List.of());
    }

    /** What it looks like now, for {@link io.sharer.SharerRegistry}. */
    public PoolInfo info() {
        return new PoolInfo(stats(), lifecycle.failure(), loans.all());
    }

    /** Tries again to make an object if that has failed last, unless that was just now. Does not wait for it. */
    public void tryAgain() {
        if (lifecycle.mayTryAgain()) {
            try {
                config.executor().execute(this::makeForATry);
            } catch (RuntimeException | Error refused) {
                PoolLog.warning(PoolMessages.upkeepFailed(config.name()), refused);
            }
        }
    }

    /** Makes one that whoever comes first gets, for nobody has borrowed: so it counts as no loan, and as no wait. */
    private void makeForATry() {
        Slot<T> slot = line.isClosed() ? null : stock.reserve();
        if (slot == null) {
            // There are as many as there may be.
            return;
        }
        try {
            supply.makeForAll(slot);
        } catch (PoolException failedAgain) {
            // It is told of as any failure is.
            return;
        }
    }

    @Override
    public void resize(int newMinSize, int newMaxSize) {
        PoolConfig.checkSizes(config.name(), newMinSize, newMaxSize);
        if (line.isClosed()) {
            throw closed();
        }
        resizing.lock();
        try {
            minSize = newMinSize;
            stock.resize(newMaxSize);
            upkeep.resize(newMinSize);
        } finally {
            resizing.unlock();
        }
        // With the lock given back, for all of this may run code of users.
        supply.lookAtSize();
        supply.removeSurplus();
        upkeep.start();
    }

    private PoolClosedException closed() {
        return PoolMessages.closed(config.name());
    }

    @Override
    public void evictIdle() {
        supply.removeAllIdle();
    }

    @Override
    public void close() {
        end.close(Long.MAX_VALUE);
    }

    /** As {@link #close()}, but waits for what is lent for no longer than this, where many pools end in one time. */
    public void closeWithin(Duration time) {
        end.close(time.toNanos());
    }
}
