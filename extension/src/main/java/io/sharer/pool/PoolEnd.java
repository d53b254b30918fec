package io.sharer.pool;

import io.sharer.pool.WaitingLine.Served;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Closes a pool: once, by the first thread that asks for it; others wait for that. */
final class PoolEnd<T> {
    private final PoolConfig<T> config;
    private final WaitingLine<T> line;
    private final Loans<T> loans;
    private final Supply<T> supply;
    private final Upkeep<T> upkeep;
    private final long drainNanos;
    private final AtomicReference<@Nullable Thread> closer = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Runnable whenEnded = () -> {};

    PoolEnd(PoolConfig<T> config, WaitingLine<T> line, Loans<T> loans, Supply<T> supply, Upkeep<T> upkeep) {
        this.config = config;
        this.line = line;
        this.loans = loans;
        this.supply = supply;
        this.upkeep = upkeep;
        long nanos = PoolConfig.nanosOf(config.drainTimeout());
        this.drainNanos = nanos < 0 ? Long.MAX_VALUE / 2 : nanos;
    }

    void whenEnded(Runnable action) {
        whenEnded = action;
    }

    void close() {
        Thread me = Thread.currentThread();
        try {
            if (closer.compareAndSet(null, me)) {
                try {
                    closeAll(me);
                } finally {
                    done.countDown();
                    whenEnded.run();
                }
            } else if (closer.get() != me && !loans.isFreeButFor(me)) {
                awaitOther();
            }
        } catch (InterruptedException e) {
            me.interrupt();
        }
    }

    private void awaitOther() throws InterruptedException {
        if (!done.await(drainNanos, TimeUnit.NANOSECONDS)) {
            tellLeft();
        }
    }

    private void closeAll(Thread me) throws InterruptedException {
        Served<T> served = new Served<>();
        line.close(() -> PoolMessages.closed(config.name()), served);
        upkeep.stopRefilling();
        supply.act(served);
        supply.removeAllIdle();
        try {
            // Who does not wait knows that some are left.
            if (!line.awaitFreed(() -> loans.isFreeButFor(me), drainNanos) && drainNanos > 0) {
                tellLeft();
            }
        } finally {
            upkeep.end();
        }
    }

    private void tellLeft() {
        Loans.Tally tally = loans.tally();
        PoolLog.warning(PoolMessages.stillLent(config.name(), config.drainTimeout(), tally.lent(), loans.describe()));
    }
}
