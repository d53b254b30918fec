package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.Body;
import io.sharer.benchmarks.NeedsJdk21;
import io.sharer.benchmarks.VirtualThreads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A thousand virtual threads that borrow one of ten things each. */
@NeedsJdk21
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class VirtualThreadLoans {
    /** Ours: who runs may overtake who waits, for a millisecond. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void sharer(SharerThings things, VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(things.lending(body));
    }

    /** HikariCP's bag. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void hikari(HikariThings things, VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(things.lending(body));
    }

    /** Stormpot. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void stormpot(StormpotThings.OnVirtualThreads things, VirtualThreads threads, Body body)
            throws InterruptedException {
        threads.all(things.lending(body));
    }

    /** Apache Commons Pool 2. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void commons(CommonsThings things, VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(things.lending(body));
    }

    /** Vibur. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void vibur(ViburThings things, VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(things.lending(body));
    }

    /** What people write by hand. */
    @Benchmark
    @OperationsPerInvocation(VirtualThreads.OPERATIONS)
    public void blockingQueue(QueuedThings things, VirtualThreads threads, Body body) throws InterruptedException {
        threads.all(things.lending(body));
    }
}
