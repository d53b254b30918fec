package io.sharer.cdi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations as annotations give them: ISO-8601, and the empty string for none. */
public final class Durations {
    private Durations() {}

    /** The duration, if the text gives one; empty for no text as well as for a wrong one. */
    public static Optional<Duration> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is empty or gives a duration. */
    public static boolean isValid(String text) {
        return text.isEmpty() || parse(text).isPresent();
    }
}
