package io.sharer.benchmarks.run;

import io.sharer.benchmarks.report.PoolsReport;
import io.sharer.benchmarks.report.Report;
import io.sharer.benchmarks.report.Results;
import io.sharer.benchmarks.report.TurnsReport;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured, and reported, together. */
enum Subject {
    /** What turns cost, beside locks and executors. */
    TURNS {
        @Override
        List<Suite> suites() {
            return Suite.TURNS;
        }

        @Override
        Map<String, JsonObject> measureMore(Pace pace) throws IOException, InterruptedException {
            return Map.of("footprint", Footprint.measure(pace));
        }

        @Override
        Report report(Results results) {
            return new TurnsReport(results);
        }
    },

    /** What loans cost, beside other pools. */
    POOLS {
        @Override
        List<Suite> suites() {
            return Suite.POOLS;
        }

        @Override
        Report report(Results results) {
            return new PoolsReport(results);
        }
    };

    /** By its title. */
    static Subject of(String title) {
        for (Subject subject : values()) {
            if (subject.title().equals(title)) {
                return subject;
            }
        }
        throw new IllegalArgumentException(
                "The first argument says what to measure, turns or pools, not " + title + ".");
    }

    /** What its files are called, if nothing else is said. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What JMH runs. */
    abstract List<Suite> suites();

    /** What it does not; by the name that it has among what the run says of itself. */
    Map<String, JsonObject> measureMore(Pace pace) throws IOException, InterruptedException {
        return Map.of();
    }

    abstract Report report(Results results);
}
