package io.sharer.pool;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that stands in line, parked until it has an outcome. */
final class BorrowingThread<T> extends Borrower<T> {
    final Thread thread = Thread.currentThread();

    BorrowingThread(@Nullable Throwable origin, boolean makesItself) {
        super(origin, makesItself);
    }

    @Override
    void wake() {
        LockSupport.unpark(thread);
    }
}
