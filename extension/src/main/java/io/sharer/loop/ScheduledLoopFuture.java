package io.sharer.loop;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The future of a body that runs later. */
final class ScheduledLoopFuture<T extends @Nullable Object> extends LoopFuture<T> implements ScheduledFuture<T> {
    private volatile long dueNanos;

    ScheduledLoopFuture(Owner owner) {
        super(owner);
    }

    void isDueAt(long nanos) {
        dueNanos = nanos;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
