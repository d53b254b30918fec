package io.sharer.benchmarks.pools;

import java.util.concurrent.Callable;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Apache Commons Pool 2: who runs may overtake who waits. */
@State(Scope.Benchmark)
public class CommonsThings extends TenThings<Thing> {
    private final GenericObjectPool<Thing> pool;

    /** Of things that are made at once. */
    public CommonsThings() {
        this(Thing::new);
    }

    CommonsThings(Callable<Thing> factory) {
        GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(SIZE);
        config.setMaxIdle(SIZE);
        config.setJmxEnabled(false);
        config.setCollectDetailedStatistics(false);
        pool = new GenericObjectPool<>(
                new BasePooledObjectFactory<>() {
                    @Override
                    public Thing create() throws Exception {
                        return factory.call();
                    }

                    @Override
                    public PooledObject<Thing> wrap(Thing thing) {
                        return new DefaultPooledObject<>(thing);
                    }
                },
                config);
    }

    @Override
    Thing borrow() throws Exception {
        return pool.borrowObject();
    }

    @Override
    Thing thingOf(Thing loan) {
        return loan;
    }

    @Override
    void giveBack(Thing loan) {
        pool.returnObject(loan);
    }

    @Override
    public void close() {
        pool.close();
    }
}
