package io.sharer.pool;

import io.sharer.jfr.FlightEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The slots of a pool: finds an idle object, or a free place for a new one. Lock-free but for its growing. */
final class Stock<T> {
    private static final int FIRST_SLOTS = 8;

    final Places places = new Places();

    private final Lender<T> lender;
    private final boolean tracks;
    private final Recency<T> recency = new Recency<>();
    private final Meetings<T> meetings = new Meetings<>();
    private final ReentrantLock growing = new ReentrantLock();
    private volatile Slot<T>[] slots;
    private volatile int maxSize;

    Stock(Lender<T> lender, int maxSize, boolean tracks) {
        this.lender = lender;
        this.maxSize = maxSize;
        this.tracks = tracks;
        this.slots = newSlots(maxSize == 0 ? FIRST_SLOTS : Math.min(maxSize, FIRST_SLOTS), new Slot<?>[0]);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private Slot<T>[] newSlots(int length, Slot<?>[] before) {
        Slot<T>[] all = new Slot[length];
        System.arraycopy(before, 0, all, 0, before.length);
        for (int i = before.length; i < length; i++) {
            all[i] = new Slot<>(lender);
        }
        return all;
    }

    /** All that have ever been needed. Not to be written. */
    Slot<T>[] slots() {
        return slots;
    }

    /** The same, those with the longest idle objects first. */
    List<Slot<T>> slotsByAge() {
        record Aged<T>(Slot<T> slot, long lastUsed) {}
        List<Aged<T>> aged = new ArrayList<>();
        for (Slot<T> slot : slots) {
            Item<T> item = slot.idle(slot.state());
            if (item != null) {
                aged.add(new Aged<>(slot, item.lastUsed));
            }
        }
        aged.sort((a, b) -> Long.compare(a.lastUsed() - b.lastUsed(), 0));
        return aged.stream().map(Aged::slot).toList();
    }

    int maxSize() {
        return maxSize;
    }

    void resize(int newMaxSize) {
        maxSize = newMaxSize;
    }

    /** Whether there are more than allowed, so that one has to go. */
    boolean isTooLarge() {
        int limit = maxSize;
        return limit != 0 && places.staying() > limit;
    }

    /** One has to go, and the caller has to see to it. */
    boolean beginShrinking() {
        int limit = maxSize;
        return limit != 0 && places.beginClosingAbove(limit);
    }

    // --- Idle objects ---

    /** Lends the object that was given back last; {@code null} if none is idle. */
    @Nullable PooledLease<T> lend(@Nullable Thread borrower, @Nullable Throwable origin) {
        Meetings.Note<T> note = meetings.noteOf(Thread.currentThread());
        if (note != null) {
            Slot<T> slot = note.begin(recency);
            PooledLease<T> lease = slot == null ? null : lend(slot, borrower, origin);
            if (lease != null) {
                return lease;
            }
        }
        for (int i = 0; i < Recency.SIZE; i++) {
            Slot<T> slot = recency.peek();
            if (slot == null) {
                break;
            }
            int top = recency.pop();
            PooledLease<T> lease = lend(slot, borrower, origin);
            if (recency.top() != top) {
                meetings.met(Thread.currentThread(), recency);
            }
            if (lease != null) {
                return lease;
            }
        }
        return lendAny(borrower, origin);
    }

    /** Lends any object that is idle; {@code null} if none is. */
    @Nullable PooledLease<T> lendAny(@Nullable Thread borrower, @Nullable Throwable origin) {
        for (Slot<T> slot : slots) {
            PooledLease<T> lease = lend(slot, borrower, origin);
            if (lease != null) {
                return lease;
            }
        }
        return null;
    }

    private @Nullable PooledLease<T> lend(Slot<T> slot, @Nullable Thread borrower, @Nullable Throwable origin) {
        long state = slot.state();
        Item<T> item = slot.idle(state);
        if (item == null) {
            return null;
        }
        PooledLease<T> lease = lend(slot, state, item, origin);
        if (lease == null) {
            meetings.met(Thread.currentThread(), recency);
        } else if (borrower != null) {
            slot.lentTo(borrower, lease.loan);
        }
        return lease;
    }

    /** Lends an object to somebody who is not known yet; {@code null} if the slot is not in that state. */
    @Nullable PooledLease<T> lend(Slot<T> slot, long state, Item<T> item, @Nullable Throwable origin) {
        long loan = Slot.next(state, Slot.LENT);
        if (tracks) {
            TrackedLease<T> lease = new TrackedLease<>(slot, item, loan, origin == null ? origin() : origin);
            if (!slot.change(state, Slot.LENT)) {
                return null;
            }
            slot.track(lease);
            return lease;
        }
        PooledLease<T> lease = FlightEvents.recordsLeases()
                ? new RecordedLease<>(slot, item, loan)
                : new PooledLease<>(slot, item, loan);
        return slot.change(state, Slot.LENT) ? lease : null;
    }

    /** Where this thread borrows; {@code null} if nobody will ask. */
    @Nullable Throwable originIfTracked() {
        return tracks ? origin() : null;
    }

    private static Throwable origin() {
        return new Throwable("borrowed here");
    }

    /** The slot was given back. */
    void noteReturn(Slot<T> slot) {
        Meetings.Note<T> note = meetings.noteOf(Thread.currentThread());
        if (note == null) {
            recency.push(slot);
        } else {
            note.noteReturn(slot);
        }
    }

    // --- Free places ---

    /** Takes a free place, for an object to be made; {@code null} if there is none. */
    @Nullable Slot<T> reserve() {
        return places.take(maxSize) ? take() : null;
    }

    /** Takes a free place if there are too few objects; {@code null} if there is none, or enough. */
    @Nullable Slot<T> reserveToKeepUp(int minSize) {
        return places.takeToKeepUp(minSize, maxSize) ? take() : null;
    }

    /** Whether there are too few objects, and a free place for one. */
    boolean canKeepUp(int minSize) {
        int limit = maxSize;
        return places.staying() < minSize && (limit == 0 || places.taken() < limit);
    }

    private Slot<T> take() {
        while (true) {
            Slot<T>[] all = slots;
            for (Slot<T> slot : all) {
                long state = slot.state();
                if (Slot.kind(state) == Slot.EMPTY && slot.change(state, Slot.MAKING)) {
                    return slot;
                }
            }
            grow(all);
        }
    }

    private void grow(Slot<T>[] before) {
        growing.lock();
        try {
            if (slots == before) {
                slots = newSlots(before.length * 2, before);
            }
        } finally {
            growing.unlock();
        }
    }

    /** No object was made for the place. */
    void giveUp(Slot<T> slot) {
        slot.leave();
        places.giveUp();
    }

    /** The object of the place is closed. */
    void free(Slot<T> slot) {
        slot.leave();
        places.free();
    }
}
