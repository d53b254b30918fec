package io.sharer.benchmarks.pools;

import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Stormpot, as its builder has it by default: a thread of its own makes the things. */
@State(Scope.Benchmark)
public class StormpotThings extends TenThings<Object> {
    private final Object pool;
    private final Object tap;

    /** Of things that are made at once. */
    public StormpotThings() {
        this(Thing::new, false);
    }

    StormpotThings(Callable<Thing> factory) {
        this(factory, false);
    }

    private StormpotThings(Callable<Thing> factory, boolean virtualThreads) {
        pool = Stormpot.newPool(factory, SIZE);
        tap = virtualThreads ? Stormpot.virtualThreadSafeTap(pool) : pool;
    }

    /** The same, asked by virtual threads. */
    @State(Scope.Benchmark)
    public static class OnVirtualThreads extends StormpotThings {
        /** Of things that are made at once. */
        public OnVirtualThreads() {
            super(Thing::new, true);
        }
    }

    @Override
    Object borrow() throws Exception {
        return Stormpot.claim(tap);
    }

    @Override
    Thing thingOf(Object loan) {
        return Stormpot.thingOf(loan);
    }

    @Override
    void giveBack(Object loan) {
        Stormpot.release(loan);
    }

    @Override
    public void close() throws Exception {
        Stormpot.shutDown(pool);
    }
}
