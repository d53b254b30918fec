package io.sharer.benchmarks.pools;

import io.sharer.Lease;
import io.sharer.Pool;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Our pool: who runs may overtake who waits, for a millisecond. */
@State(Scope.Benchmark)
public class SharerThings extends TenThings<Lease<Thing>> {
    private final Pool<Thing> pool;

    /** Of things that are made at once. */
    public SharerThings() {
        this(Thing::new);
    }

    SharerThings(Callable<Thing> factory) {
        pool = Pool.<Thing>builder(factory).name("things").maxSize(SIZE).build();
    }

    @Override
    Lease<Thing> borrow() {
        return pool.borrow();
    }

    @Override
    Thing thingOf(Lease<Thing> loan) {
        return loan.get();
    }

    @Override
    void giveBack(Lease<Thing> loan) {
        loan.close();
    }

    @Override
    public void close() {
        pool.close();
    }
}
