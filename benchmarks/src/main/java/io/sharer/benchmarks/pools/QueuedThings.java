package io.sharer.benchmarks.pools;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What people write by hand: who runs may overtake who waits, and nobody notices what is given back twice. */
@State(Scope.Benchmark)
public class QueuedThings extends TenThings<Thing> {
    private final BlockingQueue<Thing> queue = new ArrayBlockingQueue<>(SIZE);

    /** With all things in it. */
    public QueuedThings() {
        for (int i = 0; i < SIZE; i++) {
            queue.add(new Thing());
        }
    }

    @Override
    Thing borrow() throws InterruptedException {
        return queue.take();
    }

    @Override
    Thing thingOf(Thing loan) {
        return loan;
    }

    @Override
    void giveBack(Thing loan) {
        queue.add(loan);
    }

    @Override
    public void close() {}
}
