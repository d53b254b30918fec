package io.sharer.pool;

import io.sharer.Lease;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A future that stands in line. It keeps no thread, and its outcome is acted on by the pool's executor. */
final class BorrowingFuture<T> extends Borrower<T> {
    final PoolFuture<Lease<T>> future;

    /** The longest wait, as it was when this joined the line. */
    final long nanos;

    private final Executor executor;
    private final Consumer<BorrowingFuture<T>> whenServed;
    private final Housekeeper time;
    private final long began;

    BorrowingFuture(
            PoolFuture<Lease<T>> future,
            @Nullable Throwable origin,
            long nanos,
            Housekeeper time,
            Executor executor,
            Consumer<BorrowingFuture<T>> whenServed) {
        super(origin, false);
        this.future = future;
        this.nanos = nanos;
        this.time = time;
        this.began = time.now();
        this.executor = executor;
        this.whenServed = whenServed;
    }

    /** Until when it waits, if that is timed. */
    long deadline() {
        return began + nanos;
    }

    /** The same, once more, for the time that is left. */
    BorrowingFuture<T> again() {
        long left = nanos > 0 ? Math.max(1, nanos - (time.now() - began)) : nanos;
        return new BorrowingFuture<>(future, origin, left, time, executor, whenServed);
    }

    @Override
    void wake() {
        try {
            executor.execute(() -> whenServed.accept(this));
        } catch (RuntimeException | Error refused) {
            whenServed.accept(this);
        }
    }
}
