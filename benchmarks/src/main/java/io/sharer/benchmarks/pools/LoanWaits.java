package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.Body;
import io.sharer.benchmarks.NeedsJdk21;
import io.sharer.benchmarks.WaitProfiler;
import io.sharer.benchmarks.Waits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long threads wait that borrow one of ten things, and the longest of them above all. {@link WaitProfiler} tells
 * it; the throughput is lower than that of {@link PoolLoans}, for two clocks are read a loan.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(32)
public class LoanWaits {
    /** Ours: who runs may overtake who waits, for a millisecond. */
    @Benchmark
    public void sharer(SharerThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }

    /** HikariCP's bag. */
    @Benchmark
    public void hikari(HikariThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }

    /** Stormpot. */
    @NeedsJdk21
    @Benchmark
    public void stormpot(StormpotThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }

    /** Apache Commons Pool 2. */
    @Benchmark
    public void commons(CommonsThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }

    /** Vibur. */
    @Benchmark
    public void vibur(ViburThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }

    /** What people write by hand. */
    @Benchmark
    public void blockingQueue(QueuedThings things, Body body, Waits waits) throws Exception {
        things.lend(body, waits);
    }
}
