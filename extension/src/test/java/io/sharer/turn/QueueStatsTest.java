package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The figures of a queue. */
class QueueStatsTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("counted").build();

    private final Callers callers = new Callers();

    @Test
    void aNewQueueHasNothingToTellButItsName() {
        assertThat(queue.stats())
                .isEqualTo(new QueueStats(
                        "counted",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO));
    }

    @Test
    void threadsAndBodiesInLineAreCountedAndTheHolderAside() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        callers.startInLine(queue, 1, () -> "thread");
        CompletableFuture<String> body = queue.submit(() -> "body");

        assertThat(queue.stats().length()).isEqualTo(2);
        assertThat(queue.stats().running()).isEqualTo(1);
        gate.open();
        body.join();
        assertThat(queue.stats().turns()).isEqualTo(3);
        assertThat(queue.stats().longestWait()).isPositive();
    }

    @Test
    void aTurnIsCountedOnceHoweverOftenItIsEntered() throws Exception {
        queue.call(() -> queue.call(() -> queue.call(() -> "deep")));

        assertThat(queue.stats().turns()).isEqualTo(1);
    }

    @Test
    void whoHadToWaitIsInTheMeanAndThePercentile() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        CompletableFuture<String> body = queue.submit(() -> "body");
        gate.open();
        body.join();

        assertThat(queue.stats().meanWait())
                .isPositive()
                .isEqualTo(queue.stats().longestWait());
        assertThat(queue.stats().p99Wait()).isGreaterThanOrEqualTo(queue.stats().meanWait());
    }

    @Test
    void whoHadToWaitIsCountedWithTheTimeThatAllHaveWaitedTogether() throws Exception {
        QueueStats before = waitersHaveGone(3);
        QueueStats after = waitersHaveGone(2);

        assertThat(before.waits()).isEqualTo(3);
        assertThat(after.waits()).isEqualTo(5);
        assertThat(after.totalWait()).isGreaterThan(before.totalWait()).isGreaterThan(after.longestWait());
    }

    @Test
    void theMeanWaitIsTheTotalByHowManyWaited() throws Exception {
        QueueStats stats = waitersHaveGone(3);

        assertThat(stats.meanWait()).isEqualTo(stats.totalWait().dividedBy(stats.waits()));
    }

    /** So many bodies wait for a turn, and get it. */
    private QueueStats waitersHaveGone(int waiters) throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        List<CompletableFuture<String>> bodies =
                Stream.generate(() -> queue.submit(() -> "body")).limit(waiters).toList();
        gate.open();
        bodies.forEach(CompletableFuture::join);
        return queue.stats();
    }

    @Test
    void whoFoundTheTurnFreeIsInNeither() throws Exception {
        queue.call(() -> "free");

        assertThat(queue.stats().waits()).isZero();
        assertThat(queue.stats().totalWait()).isZero();
        assertThat(queue.stats().meanWait()).isZero();
        assertThat(queue.stats().p99Wait()).isZero();
    }

    @Test
    void bodiesThatRunOnTheirCallersThreadAreTimed() throws Exception {
        queue.call(() -> "body");
        queue.run(() -> {});

        assertThat(queue.stats().meanRun()).isPositive();
        assertThat(queue.stats().p99Run()).isGreaterThanOrEqualTo(queue.stats().meanRun());
    }

    @Test
    void queuedBodiesAreTimed() {
        queue.submit(() -> "body").join();

        assertThat(queue.stats().meanRun()).isPositive();
    }

    @Test
    void bodiesBesideEachOtherAreTimed() throws Exception {
        try (SerialExecutor licences =
                SerialExecutor.builder("licences").permits(2).build()) {
            licences.call(() -> "body");

            assertThat(licences.stats().meanRun()).isPositive();
        }
    }

    @Test
    void theFirstTurnsAreAllTimed() {
        assertThat(TurnTimes.nextStandsFor(1, 1)).isOne();
    }

    @Test
    void laterOneOfManyShortBodiesIsTimed() {
        assertThat(TurnTimes.nextStandsFor(0, 1_000)).isEqualTo(512);
        assertThat(TurnTimes.nextStandsFor(100, 1_000)).isEqualTo(80);
    }

    @Test
    void longBodiesAreAllTimed() {
        assertThat(TurnTimes.nextStandsFor(8_000, 1_000)).isOne();
        assertThat(TurnTimes.nextStandsFor(Long.MAX_VALUE, 1_000)).isOne();
    }

    @Test
    void aLongBodyAmongShortOnesCountsAsMuchAsItShould() {
        for (int i = 0; i < 20_000; i++) {
            queue.run(i % 2 == 0 ? () -> {} : QueueStatsTest::takeTwentyMicroseconds);
        }

        assertThat(queue.stats().meanRun()).isGreaterThan(Duration.ofNanos(2_000));
        assertThat(queue.stats().p99Run()).isGreaterThanOrEqualTo(Duration.ofNanos(20_000));
    }

    private static void takeTwentyMicroseconds() {
        long end = System.nanoTime() + 20_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
