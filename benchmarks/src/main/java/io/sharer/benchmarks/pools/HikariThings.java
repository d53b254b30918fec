package io.sharer.benchmarks.pools;

import com.zaxxer.hikari.util.ConcurrentBag;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** HikariCP's bag, the heart of its pool, alone: who runs may overtake who waits. */
@State(Scope.Benchmark)
public class HikariThings extends TenThings<HikariThings.Entry> {
    private final ConcurrentBag<Entry> bag = new ConcurrentBag<>(waiting -> {});

    /** A thing in the bag, which wants to keep its state in it. */
    static final class Entry implements ConcurrentBag.IConcurrentBagEntry {
        private static final AtomicIntegerFieldUpdater<Entry> STATE =
                AtomicIntegerFieldUpdater.newUpdater(Entry.class, "state");

        private final Thing thing = new Thing();
        private volatile int state = STATE_NOT_IN_USE;

        @Override
        public boolean compareAndSet(int expected, int wanted) {
            return STATE.compareAndSet(this, expected, wanted);
        }

        @Override
        public void setState(int wanted) {
            state = wanted;
        }

        @Override
        public int getState() {
            return state;
        }
    }

    /** With all things in it. */
    public HikariThings() {
        for (int i = 0; i < SIZE; i++) {
            bag.add(new Entry());
        }
    }

    @Override
    Entry borrow() throws InterruptedException {
        return bag.borrow(ENDLESS_DAYS, TimeUnit.DAYS);
    }

    @Override
    Thing thingOf(Entry loan) {
        return loan.thing;
    }

    @Override
    void giveBack(Entry loan) {
        bag.requite(loan);
    }

    @Override
    public void close() {
        bag.close();
    }
}
