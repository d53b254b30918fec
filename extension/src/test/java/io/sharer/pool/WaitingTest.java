package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolInterruptedException;
import io.sharer.PoolStats;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrow;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Those who wait are served first come, first served, and overtaken by who runs for a millisecond only. */
class WaitingTest {
    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(1).drainTimeout(Duration.ZERO).build();

    private final Borrowers borrowers = new Borrowers();

    @Test
    void whoWaitsLongestIsServedFirst() throws Exception {
        Lease<Thing> lease = pool.borrow();
        BlockingQueue<Integer> served = new LinkedBlockingQueue<>();
        List<Borrowers.Call<Boolean>> calls = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            int number = i;
            calls.add(borrowers.startInLine(pool, i, () -> pool.with(thing -> served.add(number))));
        }
        lease.close();
        for (Borrowers.Call<Boolean> call : calls) {
            call.get();
        }

        assertThat(served).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(things.made()).hasSize(1);
    }

    /** Who stands in line now may not be overtaken after this. */
    private static void awaitItsMillisecond() {
        long seen = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> System.nanoTime() - seen > BorrowingThread.OVERTAKEN_NANOS);
    }

    @Test
    void whoeverRunsMayOvertakeThemInTheirFirstMillisecond() throws Exception {
        boolean overtaken = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!overtaken && System.nanoTime() - end < 0) {
            Lease<Thing> lease = pool.borrow();
            Gate gate = new Gate();
            Borrowers.Call<String> waiting = borrowers.start(() -> pool.with(thing -> gate.call()));
            while (pool.stats().waiting() == 0) {
                Thread.onSpinWait();
            }
            lease.close();
            try {
                pool.borrow(Duration.ZERO).close();
                overtaken = true;
            } catch (PoolTimeoutException itHadIt) {
                assertThat(waiting.result().isDone()).isFalse();
            }
            gate.open();
            assertThat(waiting.get()).isEqualTo("passed");
        }

        assertThat(overtaken).isTrue();
    }

    @Test
    void futuresAreNotOvertaken() {
        Lease<Thing> lease = pool.borrow();
        CompletableFuture<Lease<Thing>> waiting = pool.borrowAsync();
        lease.close();

        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        waiting.join().close();
    }

    @Test
    void whoeverComesLaterDoesNotOvertakeThem() throws Exception {
        for (int round = 0; round < 100; round++) {
            Lease<Thing> lease = pool.borrow();
            Gate gate = new Gate();
            Borrowers.Call<String> waiting = borrowers.startInLine(pool, 1, () -> pool.with(thing -> gate.call()));
            awaitItsMillisecond();
            // What is given back is the waiter's at once, long before it wakes up.
            lease.close();

            assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
            gate.open();
            assertThat(waiting.get()).isEqualTo("passed");
        }
    }

    @Test
    void aTimeOutTellsHowManyObjectsAreBeingMade() throws Exception {
        Gate gate = new Gate();
        try (Pool<String> slow = Pool.builder(gate).maxSize(1).build()) {
            CompletableFuture<Lease<String>> first = slow.borrowAsync();
            gate.awaitReached();
            assertThatThrownBy(() -> slow.borrow(Duration.ZERO))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasMessageContaining("0 of at most 1 lent, 1 just being made, and 1 waiting");
            gate.open();
            first.get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aTimeOutLeavesTheLineAndTellsWhoHasWhat() throws Exception {
        Lease<Thing> lease = pool.borrow();

        assertThatThrownBy(() -> borrowers
                        .start(() -> pool.borrow(Duration.ofMillis(20)))
                        .get())
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageStartingWith(
                        "SHARER-202: the pool 'things' had no object within PT0.02S: 1 of at most 1 lent,"
                                + " and 0 waiting. Lent to the thread '"
                                + Thread.currentThread().getName() + "'");
        assertThat(pool.stats().waiting()).isZero();
        assertThat(pool.stats().timeouts()).isEqualTo(1);
        lease.close();
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void thePoolsTimeOutHoldsWhereNoOtherIsGiven() {
        try (Pool<Thing> timed = things.pool(1)
                .timeout(Duration.ofMillis(20))
                .drainTimeout(Duration.ZERO)
                .build()) {
            timed.borrow(Duration.ZERO);

            assertThatThrownBy(timed::borrow).isInstanceOf(PoolTimeoutException.class);
        }
    }

    @Test
    void aTimeOutOfZeroDoesNotWaitAndTakesWhatIsThere() {
        Lease<Thing> lease = pool.borrow(Duration.ZERO);

        assertThat(lease.get().number).isEqualTo(1);
        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        lease.close();
        assertThat(pool.borrow(Duration.ZERO).isValid()).isTrue();
    }

    @Test
    void whoIsInterruptedLeavesTheLineWithItsFlagSet() throws Exception {
        Lease<Thing> lease = pool.borrow();
        Borrowers.Call<Boolean> call = borrowers.startInLine(pool, 1, () -> {
            assertThatThrownBy(pool::borrow)
                    .isInstanceOf(PoolInterruptedException.class)
                    .hasMessageStartingWith("SHARER-204: ");
            return Thread.currentThread().isInterrupted();
        });
        call.thread().interrupt();

        assertThat(call.get()).isTrue();
        lease.close();
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void oneInTheMiddleThatLeavesDoesNotHoldUpTheOthers() throws Exception {
        Lease<Thing> lease = pool.borrow();
        Borrowers.Call<Integer> first = borrowers.startInLine(pool, 1, () -> pool.with(thing -> 1));
        Borrowers.Call<Integer> leaves = borrowers.startInLine(pool, 2, () -> pool.with(thing -> 2));
        Borrowers.Call<Integer> third = borrowers.startInLine(pool, 3, () -> pool.with(thing -> 3));
        leaves.thread().interrupt();
        assertThatThrownBy(leaves::get).isInstanceOf(PoolInterruptedException.class);
        lease.close();

        assertThat(first.get() + third.get()).isEqualTo(4);
    }

    @Test
    void theFirstThatLeavesPassesItsTurnOn() throws Exception {
        for (int round = 0; round < 300; round++) {
            Lease<Thing> lease = pool.borrow();
            Borrowers.Call<Integer> leaves = borrowers.startInLine(pool, 1, () -> pool.with(thing -> 1));
            Borrowers.Call<Integer> second = borrowers.startInLine(pool, 2, () -> pool.with(thing -> 2));
            // Whichever comes first, the other must not be lost.
            leaves.thread().interrupt();
            lease.close();

            assertThat(second.get()).isEqualTo(2);
            leaves.thread().join(20_000);
        }
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void whatIsDiscardedFreesAPlaceForWhoeverWaits() throws Exception {
        Lease<Thing> lease = pool.borrow();
        Borrowers.Call<Integer> waiting = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
        lease.discard();

        assertThat(waiting.get()).isEqualTo(2);
        assertThat(things.most()).isEqualTo(1);
    }

    /** Nobody else comes by who would find out what was forgotten. */
    @Test
    void threadsThatFightForOneObjectAreAllServed() throws Exception {
        int rounds = 300_000;
        CyclicBarrier start = new CyclicBarrier(3);
        List<Borrowers.Call<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(borrowers.start(() -> {
                start.await(20, TimeUnit.SECONDS);
                for (int round = 0; round < rounds; round++) {
                    pool.borrow().close();
                }
                return rounds;
            }));
        }
        for (Borrowers.Call<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(rounds);
        }

        assertThat(pool.stats().borrows()).isEqualTo(3L * rounds);
    }

    /** Gives way now and then: who is waited for may need this processor. */
    @SuppressWarnings("ThreadPriorityCheck") // it would do without, later
    private static void spin(int times) {
        if (times % 1_000 == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    /** Nobody else comes by here, either, and each round is another moment. */
    @Test
    void aReturnAtTheMomentAtWhichSomebodyBeginsToWaitIsSeen() throws Exception {
        int rounds = 3_000;
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        Borrowers.Call<Integer> other = borrowers.start(() -> {
            for (int round = 1; round <= rounds; round++) {
                for (int i = 1; begun.get() < round; i++) {
                    spin(i);
                }
                pool.borrow().close();
                served.set(round);
            }
            return rounds;
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        for (int round = 1; round <= rounds; round++) {
            Lease<Thing> lease = pool.borrow();
            begun.set(round);
            for (int i = 0; i < round % 100; i++) {
                Thread.onSpinWait();
            }
            lease.close();
            for (int i = 1; served.get() < round; i++) {
                assertThat(System.nanoTime() - end)
                        .as("round %s is served", round)
                        .isNegative();
                spin(i);
            }
        }
        assertThat(other.get()).isEqualTo(rounds);
    }

    /** Whatever else it does before it parks may use up the permit that it was given with the news. */
    @Test
    void whoIsToldOfAnObjectBeforeItParksGetsIt() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (LogRecorder log = new LogRecorder();
                    Pool<Thing> two = things.pool(2)
                            .secondBorrow(SecondBorrow.WARN)
                            .drainTimeout(Duration.ZERO)
                            .build()) {
                Lease<Thing> others = two.borrow();
                // It is told of its second object when it stands in line.
                log.meanwhile(() -> {
                    others.close();
                    LockSupport.parkNanos(this, 1);
                });

                Borrowers.Call<Boolean> second = borrowers.start(() -> {
                    try (Lease<Thing> one = two.borrow();
                            Lease<Thing> another = two.borrow()) {
                        return one.get().number != another.get().number;
                    }
                });
                assertThat(second.get()).isTrue();
                assertThat(log.messages()).hasSize(1);
            }
        }
    }

    @Test
    void waitsAreMeasured() throws Exception {
        Lease<Thing> lease = pool.borrow();
        Borrowers.Call<Integer> waiting = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
        lease.close();
        waiting.get();

        assertThat(pool.stats().longestWait())
                .isPositive()
                .isEqualTo(pool.stats().meanWait());
    }

    @Test
    void theMeanWaitIsTheTotalByHowManyHadToWait() throws Exception {
        Lease<Thing> lease = pool.borrow();
        List<Borrowers.Call<Integer>> waiting = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            waiting.add(borrowers.startInLine(pool, i, () -> pool.with(thing -> thing.number)));
        }
        lease.close();
        for (Borrowers.Call<Integer> each : waiting) {
            each.get();
        }

        PoolStats stats = pool.stats();
        assertThat(stats.waits()).isEqualTo(3);
        assertThat(stats.totalWait()).isPositive();
        assertThat(stats.meanWait()).isEqualTo(stats.totalWait().dividedBy(stats.waits()));
    }

    @Test
    void whoFoundAnObjectOrHasGivenUpIsNotAmongThoseWhoWaited() {
        try (Lease<Thing> lease = pool.borrow()) {
            assertThat(lease.isValid()).isTrue();
            assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(20))).isInstanceOf(PoolTimeoutException.class);
        }

        assertThat(pool.stats().waits()).isZero();
        assertThat(pool.stats().totalWait()).isZero();
    }
}
