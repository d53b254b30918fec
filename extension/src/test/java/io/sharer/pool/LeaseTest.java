package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.PoolHooks;
import io.sharer.PoolTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A lease is a token for one loan, and harms nobody else's. */
class LeaseTest {
    private final Things things = new Things();
    private final AtomicInteger returned = new AtomicInteger();

    @AutoClose
    private final Pool<Thing> pool = things.pool(1)
            .drainTimeout(Duration.ZERO)
            .hooks(new PoolHooks<>() {
                @Override
                public void returned(Thing object) {
                    returned.incrementAndGet();
                }
            })
            .build();

    @AutoClose
    private final Pool<Thing> plain = things.pool(1).drainTimeout(Duration.ZERO).build();

    private final Borrowers borrowers = new Borrowers();

    @Test
    void aSecondReturnDoesNotTouchTheNextLoan() {
        for (Pool<Thing> each : List.of(pool, plain)) {
            Lease<Thing> first = each.borrow();
            first.close();
            Lease<Thing> second = each.borrow();
            first.close();

            assertThat(second.isValid()).isTrue();
            assertThat(each.stats().idle()).isZero();
            assertThat(each.stats().lent()).isEqualTo(1);
        }
    }

    @Test
    void aSecondReturnIsNotToldToTheHook() {
        Lease<Thing> lease = pool.borrow();
        lease.close();
        lease.close();

        assertThat(returned).hasValue(1);
        assertThat(pool.stats().returns()).isEqualTo(1);
    }

    @Test
    void aStaleDiscardDoesNotTouchTheNextLoan() {
        Lease<Thing> first = plain.borrow();
        first.close();
        Lease<Thing> second = plain.borrow();
        first.discard();

        assertThat(second.get().closings()).isZero();
        assertThat(plain.stats().discarded()).isZero();
    }

    @Test
    void aLeaseThatHasEndedGivesNothing() {
        Lease<Thing> first = plain.borrow();
        first.close();
        Lease<Thing> second = plain.borrow();

        assertThat(first.isValid()).isFalse();
        assertThatThrownBy(first::get)
                .isInstanceOf(LeaseExpiredException.class)
                .hasMessageStartingWith("SHARER-211: ")
                .hasMessageContaining("'things'");
        assertThat(second.get()).isNotNull();
    }

    @Test
    void anotherThreadMayGiveBack() throws Exception {
        Lease<Thing> lease = plain.borrow();
        borrowers
                .start(() -> {
                    lease.close();
                    return null;
                })
                .get();

        assertThat(plain.stats().idle()).isEqualTo(1);
    }

    @Test
    void anotherThreadMayGiveBackWhatItsBorrowerWaitsFor() throws Exception {
        Lease<Thing> lease = plain.borrow();
        Thing object = lease.get();
        borrowers.start(() -> {
            Borrowers.awaitWaiting(plain, 1);
            lease.close();
            return null;
        });

        assertThat(plain.borrow().get()).isSameAs(object);
    }

    @Test
    void ofManyReturnsAtOnceOneCounts() throws Exception {
        for (int round = 0; round < 200; round++) {
            Lease<Thing> lease = pool.borrow();
            CyclicBarrier start = new CyclicBarrier(2);
            Borrowers.Call<Object> other = borrowers.start(() -> {
                start.await(20, TimeUnit.SECONDS);
                lease.close();
                return "done";
            });
            start.await(20, TimeUnit.SECONDS);
            lease.close();
            other.get();
        }

        assertThat(returned).hasValue(200);
        assertThat(pool.stats().returns()).isEqualTo(200);
        assertThat(things.made()).hasSize(1);
    }

    @Test
    void whatIsDiscardedIsClosedAndNotLentAgain() {
        Lease<Thing> lease = plain.borrow();
        Thing object = lease.get();
        lease.discard();
        lease.close();

        assertThat(object.closings()).isEqualTo(1);
        assertThat(lease.isValid()).isFalse();
        assertThat(plain.borrow().get()).isNotSameAs(object);
        assertThat(plain.stats().discarded()).isEqualTo(1);
        assertThat(plain.stats().returns()).isZero();
    }

    @Test
    void whatIsBeingClosedKeepsItsPlace() throws Exception {
        Gate gate = new Gate();
        things.beforeClose = gate;
        Lease<Thing> lease = plain.borrow();
        Borrowers.Call<Object> discards = borrowers.start(() -> {
            lease.discard();
            return "discarded";
        });
        gate.awaitReached();

        assertThatThrownBy(() -> plain.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        assertThat(plain.stats().live()).isEqualTo(1);
        gate.open();
        discards.get();
        assertThat(plain.borrow(Duration.ZERO).get().number).isEqualTo(2);
        assertThat(things.most()).isEqualTo(1);
    }
}
