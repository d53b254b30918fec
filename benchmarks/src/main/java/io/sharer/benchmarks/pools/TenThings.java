package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.Body;
import io.sharer.benchmarks.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pool of ten things, as all peers have it. In a process there is one child only, so calls of what is abstract here
 * cost nothing.
 *
 * @param <L> what a borrower gets
 */
abstract class TenThings<L> {
    static final int SIZE = 10;

    /** Nobody waits for longer. */
    static final int ENDLESS_DAYS = 1;

    /**
     * One of a pool's things.
     *
     * @throws Exception what the pool throws, which has failed then
     */
    abstract L borrow() throws Exception;

    abstract Thing thingOf(L loan);

    abstract void giveBack(L loan);

    /** Has all things made. */
    @Setup(Level.Trial)
    public void fill() throws Exception {
        List<L> loans = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            loans.add(borrow());
        }
        loans.forEach(this::giveBack);
    }

    /** Ends what the pool has running. */
    @TearDown(Level.Trial)
    public abstract void close() throws Exception;

    /** Borrows, works, and gives back. */
    final void lend(Body body) throws Exception {
        L loan = borrow();
        try {
            thingOf(loan).use(body);
        } finally {
            giveBack(loan);
        }
    }

    /** The same, for who calls it again and again. */
    final Callable<?> lending(Body body) {
        return () -> {
            lend(body);
            return this;
        };
    }

    /** The same, telling when it was asked and when lent. */
    final void lend(Body body, Waits waits) throws Exception {
        long asked = System.nanoTime();
        L loan = borrow();
        long got = System.nanoTime();
        try {
            thingOf(loan).use(body);
        } finally {
            giveBack(loan);
        }
        waits.record(asked, got);
    }
}
