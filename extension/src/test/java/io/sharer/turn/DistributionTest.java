package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are counted in buckets: the mean is exact, percentiles are not too low and an eighth too high at most. */
class DistributionTest {
    private final Distribution times = new Distribution();

    @Test
    void ofNothingAllIsZero() {
        assertThat(times.figures().mean()).isZero();
        assertThat(times.figures().p99()).isZero();
    }

    @Test
    void theMeanIsExact() {
        times.record(1_000, 3);
        times.record(9_000, 1);

        assertThat(times.figures().mean()).isEqualTo(Duration.ofNanos(3_000));
    }

    @Test
    void theMeanIsTheTotalByHowManyWereSeen() {
        times.record(1_001, 3);
        times.record(9_000, 4);

        TurnTimes.Figures figures = times.figures();
        assertThat(figures.count()).isEqualTo(7);
        assertThat(figures.total()).isEqualTo(Duration.ofNanos(39_003));
        assertThat(figures.mean()).isEqualTo(figures.total().dividedBy(figures.count()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 4_095, 4_096, 1_000_000_007, Long.MAX_VALUE / 2})
    void aPercentileIsNotTooLowAndAnEighthTooHighAtMost(long nanos) {
        times.record(nanos, 1);

        assertThat(times.figures().p99().toNanos()).isBetween(nanos, nanos + nanos / 8);
    }

    @Test
    void thePercentileLeavesOutTheSlowestOfAHundred() {
        LongStream.rangeClosed(1, 99).forEach(i -> times.record(1_000, 1));
        times.record(1_000_000, 1);

        assertThat(times.figures().p99().toNanos()).isLessThan(1_200);
        times.record(1_000_000, 1);
        assertThat(times.figures().p99().toNanos()).isGreaterThanOrEqualTo(1_000_000);
    }

    @Test
    void theTotalDoesNotFallHoweverManyHaveWaited() {
        times.record(Long.MAX_VALUE / 2, 3);
        Duration full = times.figures().total();
        times.record(Long.MAX_VALUE / 2, 3);

        assertThat(full).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(times.figures().total()).isEqualTo(full);
        assertThat(times.figures().mean()).isCloseTo(full.dividedBy(2), Duration.ofSeconds(1));
    }

    @Test
    void aClockThatStandsStillOrWorseCountsAsZero() {
        times.record(-5, 1);

        assertThat(times.figures().mean()).isZero();
    }
}
