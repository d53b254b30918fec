package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The deadline of an end, and the time of grace after it. */
class DeadlineTest {
    private static final Duration LONG = Duration.ofDays(2);
    private static final Duration SHORT = Duration.ofDays(1);

    @Test
    void itCanBeBroughtForwardAndNotPutOff() {
        Deadline deadline = new Deadline(SHORT);
        assertThat(deadline.hurry(LONG)).isFalse();
        assertThat(deadline.nanosLeft()).isBetween(1L, SHORT.toNanos());
        assertThat(deadline.hurry(Duration.ZERO)).isTrue();
        assertThat(deadline.nanosLeft()).isNotPositive();
    }

    @Test
    void nobodyCutsTheTimeOfGraceShort() {
        Deadline deadline = new Deadline(Duration.ZERO);
        deadline.grace(LONG);
        assertThat(deadline.hurry(Duration.ZERO)).isFalse();
        assertThat(deadline.nanosLeft()).isGreaterThan(SHORT.toNanos());
    }
}
