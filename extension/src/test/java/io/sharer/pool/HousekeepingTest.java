package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.PoolHooks;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is looked after in time: idle and old objects, and loans that last too long. */
class HousekeepingTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(100);

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();
    private final Gate gate = new Gate();
    private final Borrowers borrowers = new Borrowers();

    private Pool.Builder<Thing> builder(int maxSize) {
        return things.pool(maxSize).drainTimeout(Duration.ZERO);
    }

    /**
     * Kills a loan after a day and closes its object a day later: no test takes as long, whatever stops its threads.
     */
    private PoolBuilder<Thing> killing() {
        return Pools.builder(things)
                .maxSize(1)
                .close(things::close)
                .killLease(Duration.ofDays(1))
                .graceTimeout(Duration.ofDays(1))
                .drainTimeout(Duration.ZERO);
    }

    private static void lookInDays(int days, ObjectPool<Thing> pool) {
        pool.upkeep().look(System.nanoTime() + Duration.ofDays(days).toNanos());
    }

    private static boolean isThreadThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sharer-pools"));
    }

    @Test
    void whatIsIdleForTooLongIsClosed() {
        try (Pool<Thing> pool = builder(3).maxIdle(SOON).build()) {
            List<Lease<Thing>> leases = List.of(pool.borrow(), pool.borrow(), pool.borrow());
            leases.get(0).close();
            leases.get(1).close();

            await().until(() -> pool.stats().live() == 1);
            assertThat(leases.get(2).isValid()).isTrue();
        }
    }

    @Test
    void theMinimumMayBeIdleAndTheLongestIdleGoFirst() {
        List<Integer> closed = new CopyOnWriteArrayList<>();
        try (Pool<Thing> pool = builder(4)
                .minSize(1)
                .maxIdle(SOON)
                .hooks(new PoolHooks<>() {
                    @Override
                    public void closed(Thing object) {
                        closed.add(object.number);
                    }
                })
                .build()) {
            await().until(() -> pool.stats().idle() == 1);
            List<Lease<Thing>> leases = List.of(pool.borrow(), pool.borrow(), pool.borrow(), pool.borrow());
            List<Integer> order = List.of(leases.get(2), leases.get(0), leases.get(3), leases.get(1)).stream()
                    .map(lease -> {
                        int number = lease.get().number;
                        lease.close();
                        return number;
                    })
                    .toList();

            await().until(() -> pool.stats().live() == 1);
            assertThat(closed).containsExactlyElementsOf(order.subList(0, 3));
            assertThat(pool.stats().created()).isEqualTo(4);
        }
    }

    @Test
    void whatIsTooOldIsClosedWhenItIsIdle() {
        try (Pool<Thing> pool = builder(1).maxAge(SOON).build()) {
            pool.borrow().close();

            await().until(() -> pool.stats().live() == 0);
        }
    }

    @Test
    void whatIsTooOldIsClosedWhenItComesBack() {
        try (Pool<Thing> pool = builder(1).maxAge(SOON).build()) {
            Lease<Thing> lease = pool.borrow();
            long borrowed = System.nanoTime();
            await().until(() -> System.nanoTime() - borrowed > SOON.toNanos());
            assertThat(lease.get().closings()).isZero();
            lease.close();

            assertThat(pool.stats().live()).isZero();
        }
    }

    @Test
    void agesAreSpread() {
        long limit = Duration.ofHours(1).toNanos();
        List<Long> left = IntStream.range(0, 100)
                .mapToObj(i -> new Item<>(i, limit, System.nanoTime()).lifeLeft(System.nanoTime()))
                .toList();

        assertThat(left).allMatch(nanos -> nanos <= limit && nanos > limit * 8 / 10);
        long spread = left.stream().max(Long::compare).orElseThrow()
                - left.stream().min(Long::compare).orElseThrow();
        assertThat(spread).isGreaterThan(limit / 50);
    }

    @Test
    void whatIsWornOutIsClosed() {
        try (Pool<Thing> pool = builder(1).maxUses(2).build()) {
            pool.borrow().close();
            pool.borrow().close();
            assertThat(pool.stats().live()).isZero();

            assertThat(pool.borrow().get().number).isEqualTo(2);
            assertThat(things.most()).isEqualTo(1);
        }
    }

    @Test
    void aLongLoanIsWarnedAboutOnceWithTheBorrowersStack() {
        try (Pool<Thing> pool = builder(2).maxLease(SOON).build()) {
            Lease<Thing> lease = pool.borrow();
            await().until(() -> !log.messages().isEmpty());
            Lease<Thing> other = pool.borrow();
            await().until(() -> log.messages().size() > 1);

            assertThat(log.messages())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("SHARER-232: thing 1, of the pool 'things', has been lent for ");
            assertThat(log.records().get(0).getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("aLongLoanIsWarnedAboutOnceWithTheBorrowersStack"));
            assertThat(lease.isValid() && other.isValid()).isTrue();
        }
    }

    @Test
    void theTimeOutOfABorrowerTellsSinceWhenAndWhereOthersHaveBorrowed() {
        try (Pool<Thing> pool = builder(1).maxLease(NEVER).build()) {
            pool.borrow();

            assertThatThrownBy(() -> pool.borrow(Duration.ZERO))
                    .hasMessageContaining(" for PT")
                    .hasMessageContaining("borrowed at ")
                    .hasMessageContaining("HousekeepingTest.java:");
        }
    }

    @Test
    void aKilledLeaseIsVoidAndItsPlaceIsFree() throws Exception {
        try (ObjectPool<Thing> pool = killing().build()) {
            Lease<Thing> lease = pool.borrow();
            Thing object = lease.get();
            Borrowers.Call<Integer> waits = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
            lookInDays(2, pool);

            assertThat(waits.get()).isEqualTo(2);
            assertThat(object.closings()).isEqualTo(1);
            assertThat(lease.isValid()).isFalse();
            assertThatThrownBy(lease::get)
                    .isInstanceOf(LeaseExpiredException.class)
                    .hasMessageStartingWith("SHARER-212: ");
            lease.close();
            lease.discard();
            assertThat(object.closings()).isEqualTo(1);
            assertThat(things.most()).isEqualTo(1);
            assertThat(pool.stats().killed()).isEqualTo(1);
            await().until(() -> log.messages().stream().anyMatch(line -> line.startsWith("SHARER-233: thing 1, ")));
        }
    }

    @Test
    void anObjectAtWorkIsClosedWhenItsCallIsDone() throws Exception {
        try (ObjectPool<Thing> pool = killing().build()) {
            Borrowers.Call<Object> works = borrowers.start(() -> pool.with(thing -> {
                gate.call();
                return thing.closings();
            }));
            gate.awaitReached();
            lookInDays(2, pool);
            assertThat(pool.stats().killed()).isEqualTo(1);
            assertThat(pool.stats().live()).isEqualTo(1);
            gate.open();

            assertThat(works.get()).isEqualTo(0);
            await().until(() -> pool.stats().live() == 0);
            assertThat(things.made().get(0).closings()).isEqualTo(1);
        }
    }

    @Test
    void afterTheGraceAnObjectIsClosedAlthoughItsCallHangs() throws Exception {
        try (ObjectPool<Thing> pool = killing().build()) {
            Borrowers.Call<String> works = borrowers.start(() -> pool.with(thing -> gate.call()));
            gate.awaitReached();
            lookInDays(2, pool);
            assertThat(pool.stats().live()).isEqualTo(1);
            lookInDays(4, pool);
            await().until(() -> pool.stats().live() == 0);
            assertThat(pool.borrow().get().number).isEqualTo(2);
            gate.open();
            works.get();

            assertThat(things.made().get(0).closings()).isEqualTo(1);
        }
    }

    @Test
    void aKilledLoanThatEndsWithinItsGraceIsNotLookedAfterAnyMore() {
        Duration hour = Duration.ofHours(1);
        try (ObjectPool<Thing> pool = Pools.builder(things)
                .maxSize(1)
                .close(things::close)
                .killLease(Duration.ofDays(1))
                .graceTimeout(hour)
                .executor(Runnable::run)
                .build()) {
            PooledLease<Thing> lease = pool.borrow();
            lease.enter();
            long late = System.nanoTime() + Duration.ofDays(2).toNanos();
            assertThat(pool.upkeep().look(late)).isEqualTo(hour.toNanos());
            lease.exit(null);

            assertThat(things.live()).isZero();
            assertThat(pool.upkeep().look(late)).isEqualTo(Housekeeper.NEVER);
        }
    }

    @Test
    void aCallOnAKilledLeaseIsRefused() {
        try (ObjectPool<Thing> pool = killing().build()) {
            PooledLease<Thing> lease = pool.borrow();
            lease.enter();
            lease.exit(null);
            lookInDays(2, pool);

            assertThatThrownBy(lease::enter).isInstanceOf(LeaseExpiredException.class);
            await().until(() -> pool.stats().live() == 0);
            assertThat(things.made().get(0).closings()).isEqualTo(1);
        }
    }

    @Test
    void hooksThatThrowDoNotEndIt() {
        try (Pool<Thing> pool = builder(2)
                .maxIdle(SOON)
                .maxLease(SOON)
                .hooks(new PoolHooks<>() {
                    @Override
                    public void closed(Thing object) {
                        throw new AssertionError("closed is broken");
                    }

                    @Override
                    public String describe(Thing object) {
                        throw new AssertionError("describe is broken");
                    }
                })
                .build()) {
            pool.borrow();
            await().until(() -> log.messages().stream().anyMatch(line -> line.startsWith("SHARER-232: an object of ")));
            for (int i = 0; i < 3; i++) {
                pool.borrow().close();
                await().until(() -> pool.stats().live() == 1);
            }
            assertThat(pool.stats().closed()).isEqualTo(3);
        }
    }

    @Test
    void aCloseThatHangsDoesNotHoldUpOtherPools() throws Exception {
        Things others = new Things();
        things.beforeClose = gate;
        Pool<Thing> hangs = builder(1).maxIdle(SOON).build();
        try (Pool<Thing> pool =
                others.pool(1).maxIdle(SOON).killLease(Duration.ofMillis(40)).build()) {
            hangs.borrow().close();
            gate.awaitReached();
            pool.borrow().close();
            await().until(() -> others.made().size() == 1 && others.live() == 0);
            Lease<Thing> lease = pool.borrow();

            await().until(() -> !lease.isValid());
        } finally {
            gate.open();
            hangs.close();
        }
    }

    @Test
    void itsThreadIsThereOnlyWhileAPoolNeedsIt() {
        try (Pool<Thing> pool = builder(1).maxIdle(NEVER).build()) {
            pool.borrow().close();
            await().until(HousekeepingTest::isThreadThere);
        }
        await().until(() -> !isThreadThere());
    }

    @Test
    void aPoolWithoutAnythingToLookAfterHasNone() {
        await().until(() -> !isThreadThere());
        try (Pool<Thing> pool = builder(1).build()) {
            pool.borrow().close();

            assertThat(isThreadThere()).isFalse();
        }
    }
}
