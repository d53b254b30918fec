package io.sharer.pool;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import org.jspecify.annotations.Nullable;

/**
 * A lease, which is the token of its loan: it is valid as long as its slot is in the state that it was given.
 *
 * <p>Whoever makes calls on the object for the borrower, as a proxy does, brackets each of them by {@link #enter} and
 * {@link #exit}: so the pool knows when an object is at work, and what its calls throw.
 */
public class PooledLease<T> implements Lease<T> {
    final Slot<T> slot;
    final Item<T> item;

    /** The state of the slot as long as this is valid. */
    final long loan;

    PooledLease(Slot<T> slot, Item<T> item, long loan) {
        this.slot = slot;
        this.item = item;
        this.loan = loan;
    }

    @Override
    public final T get() {
        if (!isValid()) {
            throw slot.lender.expired(this);
        }
        return item.object;
    }

    @Override
    public void close() {
        slot.lender.giveBack(this);
    }

    @Override
    public void discard() {
        slot.lender.discard(this);
    }

    @Override
    public final boolean isValid() {
        slot.usedBy(Thread.currentThread(), loan);
        return isLent();
    }

    /**
     * The loan ends within a call that the borrower, which calls this, is making, and nobody else has the lease. So a
     * borrower that has all objects like that, and waits for another one, would wait for itself.
     */
    public void bindToCall() {
        slot.bindToCall(loan);
    }

    /** The same, asked by who does not use it. */
    final boolean isLent() {
        return slot.state() == loan;
    }

    /** Whether this has ended the loan, whose slot then is in the next state of that kind. */
    final boolean end(int kind) {
        slot.forget(this);
        return slot.change(loan, kind);
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
