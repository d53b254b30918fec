package io.sharer.benchmarks.report;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that one run has measured.
 *
 * @param measured by JMH
 * @param about where and when, and the footprint of idle queues
 */
public record Results(List<Result> measured, JsonObject about) {

    /** Reads what a run has written: JMH's results, and what it says of itself. */
    public static Results read(Path measured, Path about) throws IOException {
        try (JsonReader results = Json.createReader(Files.newBufferedReader(measured));
                JsonReader run = Json.createReader(Files.newBufferedReader(about))) {
            return new Results(
                    results.readArray().getValuesAs(JsonObject.class).stream()
                            .map(Result::of)
                            .toList(),
                    run.readObject());
        }
    }

    List<Result> of(String benchmark, Predicate<Result> which) {
        return measured.stream()
                .filter(result -> result.benchmark().equals(benchmark))
                .filter(which)
                .toList();
    }

    Optional<Result> find(String benchmark, String method, int threads, int micros) {
        return of(
                        benchmark,
                        result -> result.method().equals(method)
                                && result.threads() == threads
                                && result.micros() == micros)
                .stream()
                .findFirst();
    }
}
