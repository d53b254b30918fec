package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** When a time of the day has come, with a clock that stands until a test moves it. */
class DailyTimeTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalTime THREE = LocalTime.of(3, 0);

    private final HandMoved clock = new HandMoved();

    @Test
    void itHasNotComeAtTheStart() {
        clock.show("2026-11-21T03:00");
        assertThat(new DailyTime(THREE, clock).hasCome()).isFalse();
    }

    @Test
    void itComesTodayIfItIsAheadAndIsToldOnce() {
        clock.show("2026-11-21T02:59");
        DailyTime time = new DailyTime(THREE, clock);
        assertThat(time.hasCome()).isFalse();

        clock.show("2026-11-21T03:00");

        assertThat(time.hasCome()).isTrue();
        assertThat(time.hasCome()).isFalse();
    }

    @Test
    void itComesTomorrowIfItHasPassed() {
        clock.show("2026-11-21T12:00");
        DailyTime time = new DailyTime(THREE, clock);

        clock.show("2026-11-21T23:59");
        assertThat(time.hasCome()).isFalse();
        clock.show("2026-11-22T03:04");
        assertThat(time.hasCome()).isTrue();
        clock.show("2026-11-23T02:59");
        assertThat(time.hasCome()).isFalse();
        clock.show("2026-11-23T03:04");
        assertThat(time.hasCome()).isTrue();
    }

    @Test
    void howeverOftenItHasComeThatIsToldOnce() {
        clock.show("2026-11-21T02:00");
        DailyTime time = new DailyTime(THREE, clock);

        clock.show("2026-11-25T04:00");

        assertThat(time.hasCome()).isTrue();
        assertThat(time.hasCome()).isFalse();
    }

    @Test
    void itComesAlsoInANightThatLeavesItOut() {
        clock.show("2026-03-29T01:00");
        DailyTime time = new DailyTime(LocalTime.of(2, 30), clock);

        clock.show("2026-03-29T03:29");
        assertThat(time.hasCome()).isFalse();
        clock.show("2026-03-29T03:30");
        assertThat(time.hasCome()).isTrue();
    }

    private static final class HandMoved extends Clock {
        private ZonedDateTime now = ZonedDateTime.now(ZONE);

        void show(String localTime) {
            now = LocalDateTime.parse(localTime).atZone(ZONE);
        }

        @Override
        public Instant instant() {
            return now.toInstant();
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
