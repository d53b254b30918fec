package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.NeedsJdk21;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An empty pool is filled by ten borrowers who come at once, and who keep what they have got until all have something.
 * Its factory parks for a millisecond, as one would that connects to another machine. HikariCP's bag and a queue make
 * nothing, and have no part in it.
 *
 * <p>The pool is built inside what is measured, and closed outside of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PoolFilling {
    private static final long MAKING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExecutorService borrowers = Executors.newFixedThreadPool(TenThings.SIZE);
    private @Nullable TenThings<?> filled;

    /** Ends what the pool has running. */
    @TearDown(Level.Invocation)
    public void close() throws Exception {
        if (filled != null) {
            filled.close();
        }
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void stop() {
        borrowers.shutdown();
    }

    /** Ours: each borrower makes what it gets. */
    @Benchmark
    @OperationsPerInvocation(TenThings.SIZE)
    public void sharer() throws Exception {
        fill(new SharerThings(PoolFilling::make));
    }

    /** Stormpot: its thread makes one after another. */
    @NeedsJdk21
    @Benchmark
    @OperationsPerInvocation(TenThings.SIZE)
    public void stormpot() throws Exception {
        fill(new StormpotThings(PoolFilling::make));
    }

    /** Apache Commons Pool 2: each borrower makes what it gets. */
    @Benchmark
    @OperationsPerInvocation(TenThings.SIZE)
    public void commons() throws Exception {
        fill(new CommonsThings(PoolFilling::make));
    }

    /** Vibur: each borrower makes what it gets. */
    @Benchmark
    @OperationsPerInvocation(TenThings.SIZE)
    public void vibur() throws Exception {
        fill(new ViburThings(PoolFilling::make));
    }

    private static Thing make() {
        long begun = System.nanoTime();
        for (long left = MAKING_NANOS; left > 0; left = MAKING_NANOS - (System.nanoTime() - begun)) {
            LockSupport.parkNanos(left);
        }
        return new Thing();
    }

    private <L> void fill(TenThings<L> things) throws Exception {
        filled = things;
        CountDownLatch missing = new CountDownLatch(TenThings.SIZE);
        Callable<L> borrower = () -> {
            L loan = things.borrow();
            missing.countDown();
            if (!missing.await(1, TimeUnit.MINUTES)) {
                throw new TimeoutException("Others have got nothing for a minute.");
            }
            things.giveBack(loan);
            return loan;
        };
        for (Future<L> done : borrowers.invokeAll(Collections.nCopies(TenThings.SIZE, borrower))) {
            done.get();
        }
    }
}
