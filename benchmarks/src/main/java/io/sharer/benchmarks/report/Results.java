package io.sharer.benchmarks.report;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that one run has measured.
 *
 * @param measured by JMH
 * @param about where and when, and what else is to be told
 */
public record Results(List<Result> measured, JsonObject about) {
    /** How long bodies work, other than the empty ones. */
    static final int BODY_MICROS = 2;

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

    OptionalDouble score(String benchmark, String method, int threads, int micros) {
        return find(benchmark, method, threads, micros).stream()
                .mapToDouble(Result::score)
                .findFirst();
    }

    OptionalDouble score(String benchmark, Peer peer, int threads, int micros) {
        return score(benchmark, peer.method(), threads, micros);
    }

    /** The JDKs that were measured on. */
    String jdks() {
        return jdks(measured);
    }

    /** The JDKs that a benchmark was measured on. */
    String jdksOf(String benchmark) {
        return jdks(of(benchmark, any -> true));
    }

    private static String jdks(List<Result> results) {
        return results.stream().map(Result::jdk).distinct().collect(Collectors.joining(" and "));
    }
}
