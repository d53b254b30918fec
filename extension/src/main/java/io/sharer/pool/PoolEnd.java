package io.sharer.pool;

import io.sharer.SharerEvent;
import io.sharer.pool.WaitingLine.Served;
import java.time.Duration;
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

    /** @param nanos the longest wait for what is lent, if the pool's own time is not shorter */
    void close(long nanos) {
        Thread me = Thread.currentThread();
        long drain = Math.min(nanos, drainNanos);
        try {
            if (closer.compareAndSet(null, me)) {
                try {
                    closeAll(me, drain);
                } finally {
                    done.countDown();
                    whenEnded.run();
                }
            } else if (closer.get() != me && !loans.isFreeButFor(me)) {
                awaitOther(drain);
            }
        } catch (InterruptedException e) {
            me.interrupt();
        }
    }

    private void awaitOther(long drain) throws InterruptedException {
        if (!done.await(drain, TimeUnit.NANOSECONDS)) {
            tellLeft(drain);
        }
    }

    private void closeAll(Thread me, long drain) throws InterruptedException {
        Served<T> served = new Served<>();
        line.close(() -> PoolMessages.closed(config.name()), served);
        upkeep.stopRefilling();
        supply.act(served);
        supply.removeAllIdle();
        try {
            // Who does not wait knows that some are left.
            if (!line.awaitFreed(() -> loans.isFreeButFor(me), drain) && drainNanos > 0) {
                tellLeft(drain);
            }
        } finally {
            upkeep.end();
        }
    }

    private void tellLeft(long drain) {
        Loans.Tally tally = loans.tally();
        Duration waited = Duration.ofNanos(Math.max(0, drain));
        String told = loans.describe();
        PoolLog.warning(PoolMessages.stillLent(config.name(), waited, tally.lent(), told));
        config.observer()
                .happened(new SharerEvent.DrainTimedOut(config.name(), System.nanoTime(), waited, tally.lent(), told));
    }
}
