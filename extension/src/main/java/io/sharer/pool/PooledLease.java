package io.sharer.pool;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import org.jspecify.annotations.Nullable;

/**
 * A lease, which is the token of its loan: it is valid as long as it is the holder of its slot.
 *
 * <p>Whoever makes calls on the object for the borrower, as a proxy does, brackets each of them by {@link #enter} and
 * {@link #exit}: so the pool knows when an object is at work, and what its calls throw.
 */
public class PooledLease<T> implements Lease<T> {
    final Slot<T> slot;
    final Item<T> item;

    /**
     * Who has borrowed it; {@code null} if that cannot be said: until a waiting thread has what it was handed, for
     * futures, and from when another thread uses the lease. Read racily.
     */
    @Nullable Thread borrower;

    PooledLease(Slot<T> slot, Item<T> item, @Nullable Thread borrower) {
        this.slot = slot;
        this.item = item;
        this.borrower = borrower;
    }

    @Override
    public final T get() {
        if (!isValid()) {
            throw slot.lender.expired(this);
        }
        return item.object;
    }

    @Override
    public final void close() {
        slot.lender.giveBack(this);
    }

    @Override
    public final void discard() {
        slot.lender.discard(this);
    }

    @Override
    public final boolean isValid() {
        Thread thread = borrower;
        if (thread != null && thread != Thread.currentThread()) {
            // It has been handed on, so the borrower can wait for whoever has it now.
            borrower = null;
        }
        return slot.holder() == this;
    }

    /**
     * A call on the object begins. It has to end with {@link #exit}, unless this throws.
     *
     * @return the object
     * @throws LeaseExpiredException if the lease has ended, or is void because it has lasted too long
     */
    public T enter() {
        return get();
    }

    /**
     * A call on the object has ended. After what it has thrown the object is discarded, checked before it is lent
     * again, or as good as before, as the pool's settings say. Throws nothing.
     *
     * @param thrown {@code null} if it has returned
     */
    public void exit(@Nullable Throwable thrown) {
        if (thrown != null) {
            slot.lender.thrown(this, thrown);
        }
    }
}
