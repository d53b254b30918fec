package io.sharer.pool;

import io.sharer.SecondBorrow;
import io.sharer.SecondBorrowException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks after threads that have an object and would wait for another one. Asked only where a borrower has to wait. */
final class SecondBorrows<T> {
    /** How many lines of code are told of; a program has only so many. */
    private static final int TOLD = 100;

    private final String pool;
    private final SecondBorrow choice;
    private final Loans<T> loans;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SecondBorrows(String pool, SecondBorrow choice, Loans<T> loans) {
        this.pool = pool;
        this.choice = choice;
        this.loans = loans;
    }

    /** Why this thread may not wait; {@code null} if it may. Tells of it, if that is wanted. */
    @Nullable SecondBorrowException refusal() {
        if (choice == SecondBorrow.ALLOW || !loans.isLentTo(Thread.currentThread())) {
            return null;
        }
        Throwable here = new Throwable("borrowed here");
        String place = String.valueOf(CallSite.of(here.getStackTrace()));
        if (choice == SecondBorrow.REFUSE) {
            return PoolMessages.secondBorrowRefused(pool, place);
        }
        if (told.size() < TOLD && told.add(place)) {
            PoolLog.warning(PoolMessages.secondBorrow(pool, place), here);
        }
        return null;
    }
}
