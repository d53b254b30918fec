package io.sharer.pool;

import io.sharer.jfr.FlightEvents;
import io.sharer.jfr.Recording;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A lease that the flight recorder is told of when the borrower is done with it. */
final class RecordedLease<T> extends PooledLease<T> {
    private final AtomicReference<@Nullable Recording> recording;

    RecordedLease(Slot<T> slot, Item<T> item, long loan) {
        super(slot, item, loan);
        this.recording = new AtomicReference<>(FlightEvents.lease(slot.lender.name()));
    }

    @Override
    public void close() {
        super.close();
        end("returned");
    }

    @Override
    public void discard() {
        super.discard();
        end("discarded");
    }

    private void end(String outcome) {
        Recording mine = recording.getAndSet(null);
        if (mine != null) {
            mine.end(outcome);
        }
    }
}
