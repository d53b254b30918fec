package io.sharer.pool;

import io.sharer.jfr.FlightEvents;
import io.sharer.jfr.Recording;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A lease whose time is looked after: it knows since when it lasts, where it began, and how many calls are at work. */
final class TrackedLease<T> extends PooledLease<T> {
    private static final int KILLED = 1 << 30;
    private static final int CLOSED = 1 << 31;
    private static final int AT_WORK = KILLED - 1;

    /** By {@link Lender#now()}. */
    final long since;

    /** Where the borrower was. */
    final Throwable origin;

    /** What the flight recorder is told of when the borrower is done with it; {@code null} if it is not. */
    private final AtomicReference<@Nullable Recording> recording;

    /** Whether it has been warned about. The housekeeper's. */
    boolean told;

    /** How many calls are at work, and what has become of the object. */
    private final AtomicInteger calls = new AtomicInteger();

    TrackedLease(Slot<T> slot, Item<T> item, long loan, Throwable origin) {
        super(slot, item, loan);
        this.since = slot.lender.now();
        this.origin = origin;
        this.recording =
                new AtomicReference<>(FlightEvents.recordsLeases() ? FlightEvents.lease(slot.lender.name()) : null);
    }

    @Override
    public void close() {
        super.close();
        tell("returned");
    }

    @Override
    public void discard() {
        super.discard();
        tell("discarded");
    }

    private void tell(String outcome) {
        Recording mine = recording.getAndSet(null);
        if (mine != null) {
            mine.end(wasKilled() ? "killed" : outcome);
        }
    }

    boolean wasKilled() {
        return (calls.get() & (KILLED | CLOSED)) != 0;
    }

    /** Whether its object is closed, or being closed, because it was killed. */
    boolean isClosed() {
        return (calls.get() & CLOSED) != 0;
    }

    @Override
    public T enter() {
        calls.incrementAndGet();
        if (!isValid()) {
            leave();
            throw slot.lender.expired(this);
        }
        return item.object;
    }

    @Override
    public void exit(@Nullable Throwable thrown) {
        super.exit(thrown);
        leave();
    }

    private void leave() {
        // An exit without an enter is somebody's mistake, and no other's harm.
        int left = calls.updateAndGet(number -> (number & AT_WORK) == 0 ? number : number - 1);
        if (left == KILLED && calls.compareAndSet(KILLED, CLOSED)) {
            slot.lender.closeKilled(this);
        }
    }

    /** It is void. Returns whether no call is at work, so that the caller has to close the object. */
    boolean kill() {
        calls.updateAndGet(number -> number | KILLED);
        return calls.compareAndSet(KILLED, CLOSED);
    }

    /** Whether no other has closed the object, so that the caller has to, whatever is at work. */
    boolean endGrace() {
        return (calls.getAndUpdate(number -> number | CLOSED) & CLOSED) == 0;
    }
}
