package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run's tables, and under which conditions they came about. */
public final class MarkdownReport {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int BODY_MICROS = 2;

    private final Results results;
    private final String chart;

    /**
     * The tables of a run.
     *
     * @param chart the file name of the picture to show
     */
    public MarkdownReport(Results results, String chart) {
        this.results = results;
        this.chart = chart;
    }

    /** Markdown. */
    public String text() {
        StringBuilder text = new StringBuilder("# What turns cost\n\n");
        text.append(conditions())
                .append("\n\n![")
                .append(Chart.TITLE)
                .append("](")
                .append(chart)
                .append(")\n");
        section(text, "Goals", "On another machine only ratios mean anything.", new Goals(results).table());
        section(
                text,
                "Synchronous turns, empty body",
                "Turns per microsecond, and what a turn allocates.",
                throughput("SyncTurns", Peer.SYNC, 0));
        section(
                text,
                "Synchronous turns, a body of 2 µs",
                "Turns per microsecond; 0.5 is what one body after another would do.",
                throughput("SyncTurns", Peer.SYNC, BODY_MICROS));
        section(
                text,
                "A thousand virtual threads",
                "Turns per microsecond, on JDK " + jdksOf("VirtualThreadTurns") + ".",
                byBody("VirtualThreadTurns", Peer.SYNC));
        section(
                text,
                "The longest wait of 64 threads",
                "In milliseconds, every wait recorded. One body after another, a round of 64 bodies of 2 µs takes 0.128 ms:"
                        + " so long would the last in line wait if nothing else took time.",
                waits());
        section(text, "Reading, empty body", "Turns per microsecond.", throughput("ReadTurns", Peer.READ, 0));
        section(
                text,
                "Reading, a body of 2 µs",
                "Turns per microsecond; each core can do 0.5.",
                throughput("ReadTurns", Peer.READ, BODY_MICROS));
        section(
                text,
                "Asynchronous tasks",
                "Tasks per microsecond, empty, on a pool of two threads; a thousand under way at most for each producer.",
                throughput("AsyncTurns", Peer.EXECUTE, 0));
        section(
                text,
                "Asynchronous tasks, each with a future",
                "Guava's by `CompletableFuture.runAsync`.",
                throughput("AsyncTurns", Peer.SUBMIT, 0));
        section(
                text,
                "Keys, empty body",
                "Turns per microsecond; each thread has a key of its own, except without a key.",
                throughput("KeyedTurns", Peer.KEYED, 0));
        section(text, "A call through CDI", "One thread, an application-scoped bean on Weld.", cdi());
        JsonObject footprint = results.about().getJsonObject("footprint");
        if (footprint != null) {
            FootprintTable idle = new FootprintTable(footprint);
            section(text, "An idle queue", idle.about(), idle.table());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String about, Table table) {
        if (!table.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            if (!about.isEmpty()) {
                text.append(about).append("\n\n");
            }
            text.append(table);
        }
    }

    private String conditions() {
        JsonObject about = results.about();
        return String.format(
                Locale.ROOT,
                "Measured on %s, with JDK %s, on %s.%s",
                about.getString("machine"),
                String.join(
                        " and ",
                        results.measured().stream().map(Result::jdk).distinct().toList()),
                about.getString("date"),
                about.getBoolean("quick", false)
                        ? " **A quick run, to see that everything works: its figures mean nothing.**"
                        : "");
    }

    private String jdksOf(String benchmark) {
        return String.join(
                " and ",
                results.of(benchmark, any -> true).stream()
                        .map(Result::jdk)
                        .distinct()
                        .toList());
    }

    // --- Throughput ---

    private Table throughput(String benchmark, List<Peer> peers, int micros) {
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
                            Stream.of(peer.title()),
                            cells.apply(MarkdownReport::withError),
                            cells.apply(MarkdownReport::allocated))
                    .flatMap(part -> part)
                    .toList();
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                table.add(row);
            }
        }
        return table;
    }

    private Table byBody(String benchmark, List<Peer> peers) {
        Table table = new Table(1, List.of("", "empty body", "2 µs"));
        for (Peer peer : peers) {
            List<Result> found = results.of(benchmark, result -> result.method().equals(peer.method()));
            if (!found.isEmpty()) {
                table.add(Stream.concat(
                                Stream.of(peer.title()),
                                Stream.of(0, BODY_MICROS)
                                        .map(micros -> found.stream()
                                                .filter(result -> result.micros() == micros)
                                                .map(MarkdownReport::withError)
                                                .findFirst()
                                                .orElse("")))
                        .toList());
            }
        }
        return table;
    }

    private static String withError(Result result) {
        return Numbers.plain(result.score()) + (result.error() > 0 ? " ± " + Numbers.plain(result.error()) : "");
    }

    private static String allocated(Result result) {
        OptionalDouble bytes = result.metric(ALLOCATED);
        return bytes.isPresent() ? Numbers.whole(bytes.getAsDouble()) : "";
    }

    // --- The others ---

    private Table waits() {
        Table table =
                new Table(1, List.of("", "longest, empty body", "99.9 %, empty body", "longest, 2 µs", "99.9 %, 2 µs"));
        for (Peer peer : Peer.SYNC) {
            List<Result> found =
                    results.of("TurnWaits", result -> result.method().equals(peer.method()));
            if (!found.isEmpty()) {
                table.add(Stream.concat(
                                Stream.of(peer.title()),
                                Stream.of(0, BODY_MICROS)
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

    private Table cdi() {
        Table table = new Table(1, List.of("", "ns/call", "B/call"));
        for (Peer peer : Peer.CDI) {
            results.find("CdiCalls", peer.method(), 1, 0)
                    .ifPresent(result -> table.add(List.of(peer.title(), withError(result), allocated(result))));
        }
        return table;
    }
}
