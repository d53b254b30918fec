package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolHooks;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is not healthy is closed and never lent. */
class HealthTest {
    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();
    private final AtomicInteger checks = new AtomicInteger();
    private final Gate gate = new Gate();
    private volatile boolean healthy = true;
    private volatile boolean broken;
    private volatile boolean slow;

    @AutoClose
    private final Pool<Thing> pool = builder(2).build();

    private Pool.Builder<Thing> builder(int maxSize) {
        return things.pool(maxSize).drainTimeout(Duration.ZERO).hooks(new PoolHooks<>() {
            @Override
            public boolean isHealthy(Thing object) {
                if (slow) {
                    try {
                        gate.call();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                checks.incrementAndGet();
                if (broken) {
                    throw new IllegalStateException("the check is broken");
                }
                return healthy;
            }
        });
    }

    /** Has a call on the object throw what leaves open whether it is healthy. */
    private void raiseDoubt(Pool<Thing> doubted) {
        assertThatThrownBy(() -> doubted.with(thing -> {
                    throw new IOException("lost");
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatWasUsedJustNowIsNotChecked() {
        long idle = Long.MAX_VALUE;
        while (idle > TimeUnit.MILLISECONDS.toNanos(500)) {
            long returned = System.nanoTime();
            pool.borrow().close();
            checks.set(0);
            pool.borrow().close();
            idle = System.nanoTime() - returned;
        }

        assertThat(checks).hasValue(0);
    }

    @Test
    void whatWasIdleForLongerIsChecked() {
        pool.borrow().close();
        long returned = System.nanoTime();
        await().until(() -> System.nanoTime() - returned > TimeUnit.MILLISECONDS.toNanos(501));
        pool.borrow().close();

        assertThat(checks).hasValue(1);
        assertThat(things.made()).hasSize(1);
    }

    @Test
    void whatIsInDoubtIsCheckedBeforeItIsLent() {
        raiseDoubt(pool);
        assertThat(checks).hasValue(0);
        pool.borrow().close();

        assertThat(checks).hasValue(1);
        assertThat(things.made()).hasSize(1);
    }

    @Test
    void theBorrowerOfAnUnhealthyObjectGetsAnother() {
        raiseDoubt(pool);
        healthy = false;

        assertThat(pool.borrow().get().number).isEqualTo(2);
        assertThat(things.made().get(0).closings()).isEqualTo(1);
        assertThat(pool.stats().unhealthy()).isEqualTo(1);
        assertThat(pool.stats().borrows()).isEqualTo(2);
    }

    @Test
    void anExceptionIsAnAnswer() {
        raiseDoubt(pool);
        broken = true;

        assertThat(pool.borrow().get().number).isEqualTo(2);
        assertThat(pool.stats().unhealthy()).isEqualTo(1);
        assertThat(log.messages()).singleElement().asString().startsWith("SHARER-231: 'isHealthy' ");
    }

    @Test
    void aFutureGetsAnotherToo() throws Exception {
        raiseDoubt(pool);
        healthy = false;
        Lease<Thing> lease = pool.borrowAsync().get(20, TimeUnit.SECONDS);

        assertThat(lease.get().number).isEqualTo(2);
        assertThat(pool.stats().live()).isEqualTo(1);
    }

    @Test
    void aBorrowerThatWaitsChecksWhatItIsHandedAndKeepsItsTurn() throws Exception {
        Borrowers borrowers = new Borrowers();
        try (Pool<Thing> single = builder(1).build()) {
            Lease<Thing> lease = single.borrow();
            Borrowers.Call<Integer> first = borrowers.startInLine(single, 1, () -> single.with(thing -> thing.number));
            Borrowers.Call<Integer> second = borrowers.startInLine(single, 2, () -> single.with(thing -> thing.number));
            ((PooledLease<Thing>) lease).exit(new IOException("lost"));
            healthy = false;
            // The other one may be idle for long enough to be checked before the second wakes up.
            things.before = () -> healthy = true;
            lease.close();

            assertThat(first.get()).isEqualTo(2);
            assertThat(second.get()).isEqualTo(2);
            assertThat(things.most()).isEqualTo(1);
        }
    }

    @Test
    void idleObjectsAreCheckedFromTimeToTime() {
        try (Pool<Thing> checked = builder(2).healthEvery(Duration.ofMillis(20)).build()) {
            checked.borrow().close();
            await().until(() -> checks.get() >= 3);
            assertThat(checked.stats().idle() + checked.stats().live()).isPositive();
            healthy = false;

            await().until(() -> checked.stats().live() == 0);
            assertThat(checked.stats().unhealthy()).isEqualTo(1);
        }
    }

    @Test
    void whatIsBeingCheckedIsNotLent() throws Exception {
        try (Pool<Thing> checked = builder(2).healthEvery(Duration.ofMillis(5)).build()) {
            checked.borrow().close();
            slow = true;
            gate.awaitReached();

            assertThat(checked.borrow().get().number).isEqualTo(2);
            healthy = false;
            gate.open();
            await().until(() -> things.made().get(0).closings() == 1);
            assertThat(checked.stats().unhealthy()).isEqualTo(1);
        }
    }

    @Test
    void whatIsLentIsNotCheckedFromTimeToTime() {
        try (Pool<Thing> checked = builder(2).healthEvery(Duration.ofMillis(5)).build()) {
            Lease<Thing> lent = checked.borrow();
            checked.borrow().close();
            healthy = false;
            await().until(() -> checked.stats().unhealthy() == 1);

            assertThat(lent.isValid()).isTrue();
            assertThat(lent.get().closings()).isZero();
        }
    }

    @Test
    void aHookThatIsNotOverriddenIsNotAsked() {
        PoolHooks<Thing> none = new PoolHooks<>() {};
        try (Pool<Thing> unchecked = things.pool(1)
                .hooks(none)
                .drainTimeout(Duration.ZERO)
                .healthEvery(Duration.ofMillis(1))
                .build()) {
            raiseDoubt(unchecked);

            assertThat(unchecked.borrow().get().number).isEqualTo(1);
        }
    }
}
