package io.sharer.platform.telemetry;

import java.util.function.BiConsumer;

/**
 * One thing that is measured.
 *
 * @param name as OpenTelemetry's semantic conventions would have it
 * @param kind what may be done with the numbers
 * @param unit in UCUM; what is counted stands in braces
 * @param description for people
 * @param read tells all measurements of it that a snapshot has
 */
record Metric(String name, Kind kind, String unit, String description, BiConsumer<Snapshot, Sink> read) {
    /** What may be done with the numbers. */
    enum Kind {
        /** Only grows, and may be added up. */
        COUNTER,
        /** Comes and goes, and may be added up. */
        UP_DOWN_COUNTER,
        /** May not be added up. */
        GAUGE
    }

    /** Whether it is of seconds, and so has parts of them. */
    boolean isTime() {
        return unit.equals("s");
    }

    /** Takes measurements. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one.
         *
         * @param attributes names and values, by turns
         */
        void measured(Number value, String... attributes);
    }
}
