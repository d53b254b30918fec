package io.sharer.pool;

import io.sharer.PoolException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps up the minimum: makes what is missing, on the executor, one after another. After a failure of the factory it
 * pauses, ever longer, until the factory works again, for itself or for a borrower.
 */
final class Refill<T> {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final PoolConfig<T> config;
    private final Stock<T> stock;
    private final Supply<T> supply;
    private final Upkeep<T> upkeep;
    private final AtomicBoolean running = new AtomicBoolean();

    private volatile int minSize;

    /** How long it pauses; 0 while the factory works. */
    private volatile long pause;

    /** When the pause ends, by {@link Housekeeper#now()}. */
    private volatile long pauseEnd;

    Refill(PoolConfig<T> config, Stock<T> stock, Supply<T> supply, Upkeep<T> upkeep) {
        this.config = config;
        this.stock = stock;
        this.supply = supply;
        this.upkeep = upkeep;
        this.minSize = config.minSize();
    }

    void resize(int newMinSize) {
        minSize = newMinSize;
        if (supply.isClosed()) {
            // Who closes says so first and sets this to none then: one of the two sees the other.
            minSize = 0;
        }
    }

    void end() {
        minSize = 0;
    }

    private boolean isNeeded() {
        return stock.canKeepUp(minSize);
    }

    /** Looks whether something is missing, and has it made unless there is a pause. */
    void request() {
        if (!isNeeded()) {
            return;
        }
        if (pause != 0) {
            upkeep.lookAt(pauseEnd);
        } else {
            start();
        }
    }

    /** Starts again after a pause; returns in how many nanoseconds that is, if it is to be looked at. */
    long look(long now) {
        if (pause == 0 || !isNeeded()) {
            return Housekeeper.NEVER;
        }
        long left = pauseEnd - now;
        if (left > 0) {
            return left;
        }
        start();
        return Housekeeper.NEVER;
    }

    /** The factory has made an object for somebody. */
    void factoryWorks() {
        if (pause != 0) {
            pause = 0;
            request();
        }
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            try {
                config.executor().execute(this::run);
            } catch (RuntimeException | Error refused) {
                // It is tried again when something is made or closed.
                running.set(false);
            }
        }
    }

    private void run() {
        boolean failed = false;
        try {
            Slot<T> slot = stock.reserveToKeepUp(minSize);
            while (slot != null) {
                supply.makeForAll(slot);
                slot = stock.reserveToKeepUp(minSize);
            }
        } catch (PoolException e) {
            failed = true;
            pause(e);
        } finally {
            running.set(false);
        }
        // Something may have been closed, or the pause have ended, just before.
        if (failed) {
            upkeep.lookAt(pauseEnd);
        } else {
            request();
        }
    }

    private void pause(PoolException failure) {
        long before = pause;
        long now = before == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * before, LONGEST_PAUSE_NANOS);
        pauseEnd = config.housekeeper().now() + now;
        pause = now;
        if (before == 0) {
            PoolLog.warning(PoolMessages.notKeptUp(config.name(), minSize, Duration.ofNanos(now)), failure);
        }
    }
}
