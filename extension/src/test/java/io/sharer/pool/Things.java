package io.sharer.pool;

import io.sharer.Pool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes and closes things, and knows how many there are. */
final class Things implements Callable<Thing> {
    private final List<Thing> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Thrown instead of making one, as long as it is set. */
    volatile @Nullable Exception failure;

    /** Runs before one is made. */
    volatile Callable<?> before = () -> "nothing";

    /** Runs before one is closed. */
    volatile Callable<?> beforeClose = () -> "nothing";

    /** A pool of them, with at most so many. */
    Pool.Builder<Thing> pool(int maxSize) {
        return Pool.builder(this).name("things").maxSize(maxSize).close(this::close);
    }

    @Override
    public Thing call() throws Exception {
        before.call();
        Exception thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        most.accumulateAndGet(live.incrementAndGet(), Math::max);
        Thing thing = new Thing(count.incrementAndGet());
        made.add(thing);
        return thing;
    }

    void close(Thing thing) {
        try {
            beforeClose.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            thing.close();
            live.decrementAndGet();
        }
    }

    int live() {
        return live.get();
    }

    /** The most there have ever been at once. */
    int most() {
        return most.get();
    }

    List<Thing> made() {
        return List.copyOf(made);
    }
}
