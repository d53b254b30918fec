package io.sharer.pool;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;

/** What a thread waits for that borrows: an object of a pool, which whoever has one can give back. */
final class LeaseWait implements Awaited {
    private final String pool;
    private final Loans<?> loans;
    private final Thread waiter;

    /** A wait of this thread. */
    LeaseWait(String pool, Loans<?> loans) {
        this.pool = pool;
        this.loans = loans;
        this.waiter = Thread.currentThread();
    }

    @Override
    public Blockers blockers() {
        return loans.blockersOf(waiter);
    }

    @Override
    public String description() {
        return "an object of the pool '" + pool + "'";
    }
}
