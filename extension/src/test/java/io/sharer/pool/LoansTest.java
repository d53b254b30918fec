package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.LeaseExpiredException;
import io.sharer.pool.WaitingLine.Served;
import io.sharer.waits.Blockers;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who has the objects of a pool, at moments that are hard to meet from outside. */
class LoansTest {
    private final Stock<Thing> stock = new Stock<>(new NoLender(), 2, false);
    private final WaitingLine<Thing> line = new WaitingLine<>(stock);
    private final Loans<Thing> loans = new Loans<>("things", stock);
    private final Thread one = new Thread("one");
    private final Thread other = new Thread("other");

    /** Of leases that nobody ends. */
    private static final class NoLender extends Lender<Thing> {
        @Override
        String name() {
            return "pool";
        }

        @Override
        void giveBack(PooledLease<Thing> lease) {}

        @Override
        void discard(PooledLease<Thing> lease) {}

        @Override
        void thrown(PooledLease<Thing> lease, Throwable thrown) {}

        @Override
        void closeKilled(TrackedLease<Thing> lease) {}

        @Override
        LeaseExpiredException expired(PooledLease<Thing> lease) {
            return PoolMessages.returned("things");
        }
    }

    private PooledLease<Thing> lendTo(Thread thread) {
        Slot<Thing> slot = Objects.requireNonNull(stock.reserve());
        Item<Thing> item = new Item<>(new Thing(1), 0, System.nanoTime());
        slot.put(item);
        PooledLease<Thing> lease = Objects.requireNonNull(stock.lend(slot, slot.state(), item, null));
        slot.lentTo(thread, lease.loan);
        return lease;
    }

    @Test
    void allWhoHaveOneStandInTheWay() {
        lendTo(one);
        lendTo(other);

        assertThat(loans.blockersOf(Thread.currentThread()).blockers())
                .extracting(blocker -> blocker.thread())
                .containsExactly(one, other);
        assertThat(loans.blockersOf(Thread.currentThread()).each()).isFalse();
    }

    @Test
    void whereAPlaceIsFreeNobodyDoes() {
        lendTo(one);

        assertThat(loans.blockersOf(other)).isSameAs(Blockers.NONE);
    }

    @Test
    void whereAPlaceIsJustBeingTakenOrFreedNobodyDoes() {
        lendTo(one);
        PooledLease<Thing> lease = lendTo(other);
        lease.slot.leave();

        assertThat(loans.blockersOf(Thread.currentThread())).isSameAs(Blockers.NONE);
    }

    /** Only who was first had been told of it, and leaves. */
    @Test
    void whatIsIdleIsNotForgottenWhenTheFirstLeavesThatWasToldOfIt() {
        lendTo(one);
        boolean roused = false;
        while (!roused) {
            PooledLease<Thing> lease = lendTo(other);
            BorrowingThread<Thing> leaves = new BorrowingThread<>(null, false, true);
            BorrowingThread<Thing> next = new BorrowingThread<>(null, false, true);
            Served<Thing> served = new Served<>();
            line.join(leaves, false, served);
            line.join(next, false, served);
            assertThat(lease.end(Slot.IDLE)).isTrue();
            // Not if it has waited for a millisecond by now.
            roused = line.rouse();
            line.leave(leaves, served);

            if (roused) {
                assertThat(next.outcome()).isInstanceOf(PooledLease.class);
            } else {
                line.leave(next, served);
            }
            stock.giveUp(lease.slot);
        }
    }

    @Test
    void whatAWaitingThreadIsHandedIsNotItsOwnBeforeItKnows() {
        PooledLease<Thing> lease = lendTo(one);
        lendTo(other);
        BorrowingThread<Thing> me = new BorrowingThread<>(null, true, true);
        Served<Thing> served = new Served<>();

        assertThat(line.join(me, false, served)).isTrue();
        assertThat(line.handOver(lease.slot, lease.loan, lease.item, served)).isTrue();
        assertThat(me.outcome()).isNotNull();
        assertThat(loans.isLentTo(Thread.currentThread())).isFalse();
        assertThat(loans.blockersOf(other)).isSameAs(Blockers.NONE);
    }
}
