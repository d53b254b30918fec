package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables that turns and pools have in common: a row for each peer that was measured. */
final class Tables {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Results results;

    Tables(Results results) {
        this.results = results;
    }

    /** Throughput over the number of threads, and what an operation allocates. */
    Table throughput(String benchmark, List<Peer> peers, int micros) {
        List<Integer> threads = results.of(benchmark, result -> result.micros() == micros).stream()
                .map(Result::threads)
                .distinct()
                .sorted()
                .toList();
        List<String> heading = new ArrayList<>(List.of(""));
        threads.forEach(count -> heading.add(count == 1 ? "1 thread" : count + " threads"));
        threads.forEach(count -> heading.add("B/op, " + count));
        Table table = new Table(1, heading);
        for (Peer peer : peers) {
            Function<Function<Result, String>, Stream<String>> cells = cell -> threads.stream()
                    .map(count -> results.find(benchmark, peer.method(), count, micros)
                            .map(cell)
                            .orElse(""));
            List<String> row = Stream.of(
                            Stream.of(peer.title()), cells.apply(Tables::withError), cells.apply(Tables::allocated))
                    .flatMap(part -> part)
                    .toList();
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                table.add(row);
            }
        }
        return table;
    }

    /** Throughput over the body. */
    Table byBody(String benchmark, List<Peer> peers) {
        Table table = new Table(1, List.of("", "empty body", "2 µs"));
        for (Peer peer : peers) {
            List<Result> found = results.of(benchmark, result -> result.method().equals(peer.method()));
            if (!found.isEmpty()) {
                table.add(Stream.concat(
                                Stream.of(peer.title()),
                                Stream.of(0, Results.BODY_MICROS)
                                        .map(micros -> found.stream()
                                                .filter(result -> result.micros() == micros)
                                                .map(Tables::withError)
                                                .findFirst()
                                                .orElse("")))
                        .toList());
            }
        }
        return table;
    }

    /** What a call takes and allocates, by one thread. */
    Table calls(String benchmark, List<Peer> peers) {
        Table table = new Table(1, List.of("", "ns/call", "B/call"));
        for (Peer peer : peers) {
            results.find(benchmark, peer.method(), 1, 0)
                    .ifPresent(result -> table.add(List.of(peer.title(), withError(result), allocated(result))));
        }
        return table;
    }

    static String withError(Result result) {
        return Numbers.plain(result.score()) + (result.error() > 0 ? " ± " + Numbers.plain(result.error()) : "");
    }

    static String allocated(Result result) {
        OptionalDouble bytes = result.metric(ALLOCATED);
        return bytes.isPresent() ? Numbers.whole(bytes.getAsDouble()) : "";
    }

    /** The longest waits, in milliseconds. */
    Table waits(String benchmark, List<Peer> peers) {
        Table table =
                new Table(1, List.of("", "longest, empty body", "99.9 %, empty body", "longest, 2 µs", "99.9 %, 2 µs"));
        for (Peer peer : peers) {
            List<Result> found = results.of(benchmark, result -> result.method().equals(peer.method()));
            if (!found.isEmpty()) {
                table.add(Stream.concat(
                                Stream.of(peer.title()),
                                Stream.of(0, Results.BODY_MICROS)
                                        .flatMap(micros -> found.stream()
                                                .filter(result -> result.micros() == micros)
                                                .flatMap(result -> Stream.of(
                                                        millis(result, WaitProfiler.LONGEST),
                                                        millis(result, WaitProfiler.P999)))))
                        .toList());
            }
        }
        return table;
    }

    private static String millis(Result result, String metric) {
        return Numbers.plain(result.metric(metric).orElse(Double.NaN));
    }
}
