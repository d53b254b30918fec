package io.sharer.loop;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The future of a body that runs later. */
final class ScheduledLoopFuture<T extends @Nullable Object> extends LoopFuture<T> implements ScheduledFuture<T> {
    private volatile long dueNanos;
    private volatile LongSupplier time = System::nanoTime;

    ScheduledLoopFuture(Owner owner) {
        super(owner);
    }

    void isDueAt(long nanos, LongSupplier byTime) {
        time = byTime;
        dueNanos = nanos;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - time.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
