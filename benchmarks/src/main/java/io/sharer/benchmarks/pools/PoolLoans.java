package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.Body;
import io.sharer.benchmarks.NeedsJdk21;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Threads that borrow one of ten things, use it, and give it back. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PoolLoans {
    /** Ours: who runs may overtake who waits, for a millisecond. */
    @Benchmark
    public void sharer(SharerThings things, Body body) throws Exception {
        things.lend(body);
    }

    /** HikariCP's bag. */
    @Benchmark
    public void hikari(HikariThings things, Body body) throws Exception {
        things.lend(body);
    }

    /** Stormpot. */
    @NeedsJdk21
    @Benchmark
    public void stormpot(StormpotThings things, Body body) throws Exception {
        things.lend(body);
    }

    /** Apache Commons Pool 2. */
    @Benchmark
    public void commons(CommonsThings things, Body body) throws Exception {
        things.lend(body);
    }

    /** Vibur. */
    @Benchmark
    public void vibur(ViburThings things, Body body) throws Exception {
        things.lend(body);
    }

    /** What people write by hand. */
    @Benchmark
    public void blockingQueue(QueuedThings things, Body body) throws Exception {
        things.lend(body);
    }
}
