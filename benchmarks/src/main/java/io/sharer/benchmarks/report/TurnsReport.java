package io.sharer.benchmarks.report;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** What turns cost. */
public final class TurnsReport implements Report {
    private static final String CHART_TITLE = "Sharer beside locks and executors";
    private static final List<Integer> THREADS = List.of(1, 2, 8, 64);

    private final Results results;
    private final Tables tables;

    /** The report of a run. */
    public TurnsReport(Results results) {
        this.results = results;
        this.tables = new Tables(results);
    }

    @Override
    public String markdown(String chart) {
        Page page = new Page("What turns cost", results, CHART_TITLE, chart);
        page.section(
                "Goals", "On another machine only ratios mean anything.", Goal.table(new TurnGoals(results).all()));
        page.section(
                "Synchronous turns, empty body",
                "Turns per microsecond, and what a turn allocates.",
                tables.throughput("SyncTurns", Peer.SYNC, 0));
        page.section(
                "Synchronous turns, a body of 2 µs",
                "Turns per microsecond; 0.5 is what one body after another would do.",
                tables.throughput("SyncTurns", Peer.SYNC, Results.BODY_MICROS));
        page.section(
                "A thousand virtual threads",
                "Turns per microsecond, on JDK " + results.jdksOf("VirtualThreadTurns") + ".",
                tables.byBody("VirtualThreadTurns", Peer.SYNC));
        page.section(
                "The longest wait of 64 threads",
                "In milliseconds, every wait recorded. One body after another, a round of 64 bodies of 2 µs takes 0.128 ms:"
                        + " so long would the last in line wait if nothing else took time.",
                tables.waits("TurnWaits", Peer.SYNC));
        page.section("Reading, empty body", "Turns per microsecond.", tables.throughput("ReadTurns", Peer.READ, 0));
        page.section(
                "Reading, a body of 2 µs",
                "Turns per microsecond; each core can do 0.5.",
                tables.throughput("ReadTurns", Peer.READ, Results.BODY_MICROS));
        page.section(
                "Asynchronous tasks",
                "Tasks per microsecond, empty, on a pool of two threads; a thousand under way at most for each producer.",
                tables.throughput("AsyncTurns", Peer.EXECUTE, 0));
        page.section(
                "Asynchronous tasks, each with a future",
                "Guava's by `CompletableFuture.runAsync`.",
                tables.throughput("AsyncTurns", Peer.SUBMIT, 0));
        page.section(
                "Keys, empty body",
                "Turns per microsecond; each thread has a key of its own, except without a key.",
                tables.throughput("KeyedTurns", Peer.KEYED, 0));
        page.section(
                "A call through CDI",
                "One thread, an application-scoped bean on Weld.",
                tables.calls("CdiCalls", Peer.CDI));
        JsonObject footprint = results.about().getJsonObject("footprint");
        if (footprint != null) {
            FootprintTable idle = new FootprintTable(footprint);
            page.section("An idle queue", idle.about(), idle.table());
        }
        return page.toString();
    }

    @Override
    public String chart() {
        return new Chart(
                        CHART_TITLE,
                        results,
                        List.of(turns("An empty body", 0), turns("A body of 2 µs", Results.BODY_MICROS)),
                        List.of(
                                new BarPanel("Asynchronous tasks", "tasks per microsecond, more is better", tasks()),
                                BarPanel.ofWaits(
                                        "The longest wait of 64 threads, bodies of 2 µs",
                                        results,
                                        "TurnWaits",
                                        Peer.SYNC,
                                        64)))
                .text();
    }

    private LinePanel turns(String title, int micros) {
        return LinePanel.of(title, "turns", results, Peer.SYNC, "SyncTurns", THREADS, "VirtualThreadTurns", micros);
    }

    private List<BarPanel.Bar> tasks() {
        return Stream.of(1, 4)
                .flatMap(producers -> Peer.EXECUTE.stream()
                        .flatMap(peer -> results.score("AsyncTurns", peer, producers, 0).stream()
                                .mapToObj(figure -> new BarPanel.Bar(
                                        peer,
                                        peer.title() + ", " + producers + (producers == 1 ? " producer" : " producers"),
                                        figure))))
                .toList();
    }
}
