package io.sharer.example;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** A time of the day, and whether it has come since it was last asked for. Not thread-safe. */
final class DailyTime {
    private final LocalTime time;
    private final Clock clock;
    private ZonedDateTime next;

    /** It comes after now for the first time. */
    DailyTime(LocalTime time, Clock clock) {
        this.time = time;
        this.clock = clock;
        this.next = nextAfter(ZonedDateTime.now(clock));
    }

    /** Whether it has come. However often it has, that is told once. */
    boolean hasCome() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        if (now.isBefore(next)) {
            return false;
        }
        next = nextAfter(now);
        return true;
    }

    private ZonedDateTime nextAfter(ZonedDateTime now) {
        ZonedDateTime today = now.with(time);
        return today.isAfter(now) ? today : now.plusDays(1).with(time);
    }
}
