package io.sharer.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a text is read as a value, and which texts can be. Immutable. */
public final class ValueType<T> {
    /** For "no limit" or "not used", where a limit may have been given by an annotation. */
    static final String NONE = "none";

    /** Longer than anybody waits, and still to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String allowed;
    private final Function<String, Optional<T>> parser;

    private ValueType(String allowed, Function<String, Optional<T>> parser) {
        this.allowed = allowed;
        this.parser = parser;
    }

    /** True or false, in any case. */
    static ValueType<Boolean> trueOrFalse() {
        return new ValueType<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A whole number. */
    static ValueType<Integer> wholeNumber(int least) {
        return new ValueType<>("a whole number, " + least + " or more", text -> {
            try {
                return Optional.of(Integer.valueOf(text)).filter(number -> number >= least);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** A duration, which may be zero. */
    static ValueType<Duration> duration() {
        return new ValueType<>("a duration such as PT5S", ValueType::parse);
    }

    /** A duration that is not zero. */
    static ValueType<Duration> positiveDuration() {
        return new ValueType<>("a duration such as PT5S that is not zero", ValueType::parsePositive);
    }

    /** A duration, which may be zero, or none; empty is none. */
    static ValueType<Optional<Duration>> durationOrNone() {
        return new ValueType<>("a duration such as PT5S, or none", text -> orNone(text, ValueType::parse));
    }

    /** A duration that is not zero, or none; empty is none. */
    static ValueType<Optional<Duration>> positiveDurationOrNone() {
        return new ValueType<>(
                "a duration such as PT5S that is not zero, or none", text -> orNone(text, ValueType::parsePositive));
    }

    /** The name of a security role, or none; empty is none. For containers an asterisk means everybody. */
    static ValueType<Optional<String>> roleOrNone() {
        return new ValueType<>(
                "the name of a role, without any *, or none",
                text -> text.contains("*")
                        ? Optional.empty()
                        : Optional.of(
                                Optional.of(text).filter(role -> !role.isEmpty() && !role.equalsIgnoreCase(NONE))));
    }

    /** One of the constants of an enumeration, in any case, with hyphens or underscores. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        String all = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return new ValueType<>(all.substring(0, last) + " or " + all.substring(last + 2), text -> {
            String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findAny();
        });
    }

    private static Optional<Optional<Duration>> orNone(String text, Function<String, Optional<Duration>> parser) {
        Optional<Duration> duration = parser.apply(text);
        return duration.isPresent() || text.equalsIgnoreCase(NONE) ? Optional.of(duration) : Optional.empty();
    }

    private static Optional<Duration> parsePositive(String text) {
        return parse(text).filter(duration -> !duration.isZero());
    }

    private static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(duration -> !duration.isNegative() && duration.compareTo(LONGEST) <= 0);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The value, or empty if the text gives none. */
    Optional<T> read(String text) {
        return parser.apply(text.trim());
    }

    /** Which texts give one, in words. */
    public String allowed() {
        return allowed;
    }
}
