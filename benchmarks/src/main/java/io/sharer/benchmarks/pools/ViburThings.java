package io.sharer.benchmarks.pools;

import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.vibur.objectpool.ConcurrentPool;
import org.vibur.objectpool.PoolObjectFactory;
import org.vibur.objectpool.util.ConcurrentLinkedDequeCollection;

/** Vibur, with the collection that its connection pool has: who runs may overtake who waits. */
@State(Scope.Benchmark)
public class ViburThings extends TenThings<Thing> {
    private final ConcurrentPool<Thing> pool;

    /** Of things that are made at once. */
    public ViburThings() {
        this(Thing::new);
    }

    ViburThings(Callable<Thing> factory) {
        pool = new ConcurrentPool<>(new ConcurrentLinkedDequeCollection<>(), new Factory(factory), 0, SIZE, false);
    }

    private record Factory(Callable<Thing> callable) implements PoolObjectFactory<Thing> {
        @Override
        public Thing create() {
            try {
                return callable.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean readyToTake(Thing thing) {
            return true;
        }

        @Override
        public boolean readyToRestore(Thing thing) {
            return true;
        }

        @Override
        public void destroy(Thing thing) {}
    }

    @Override
    Thing borrow() {
        return pool.take();
    }

    @Override
    Thing thingOf(Thing loan) {
        return loan;
    }

    @Override
    void giveBack(Thing loan) {
        pool.restore(loan);
    }

    @Override
    public void close() {
        pool.close();
    }
}
