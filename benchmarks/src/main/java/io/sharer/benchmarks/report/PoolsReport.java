package io.sharer.benchmarks.report;

import java.util.List;

/** What loans cost. */
public final class PoolsReport implements Report {
    private static final String CHART_TITLE = "Sharer beside other pools";
    private static final List<Integer> THREADS = List.of(1, 2, 32);
    private static final String FILLING = "PoolFilling";
    private static final String WAITS = "LoanWaits";

    private final Results results;
    private final Tables tables;

    /** The report of a run. */
    public PoolsReport(Results results) {
        this.results = results;
        this.tables = new Tables(results);
    }

    @Override
    public String markdown(String chart) {
        return new Page("What loans cost", results, CHART_TITLE, chart)
                .section(
                        "Goals",
                        "On another machine only ratios mean anything. A queue is no pool, and has no part in these.",
                        Goal.table(new PoolGoals(results).all()))
                .section(
                        "Borrow and give back, empty body",
                        "Loans per microsecond, and what a loan allocates. Ten objects: of 32 threads some wait. Here and"
                                + " below, where a pool can let those who run overtake those who wait, it does; Sharer"
                                + " lets them for a millisecond.",
                        tables.throughput("PoolLoans", Peer.POOLS, 0))
                .section(
                        "Borrow and give back, a body of 2 µs",
                        "Loans per microsecond; each core can do 0.5.",
                        tables.throughput("PoolLoans", Peer.POOLS, Results.BODY_MICROS))
                .section(
                        "A thousand virtual threads",
                        "Loans per microsecond.",
                        tables.byBody("VirtualThreadLoans", Peer.POOLS))
                .section(
                        "The longest wait of 32 threads",
                        "In milliseconds, every wait recorded.",
                        tables.waits(WAITS, Peer.POOLS))
                .section(
                        "An empty pool is filled",
                        "Objects per millisecond, for ten borrowers who come at once. Making one takes a millisecond, so"
                                + " 1 is one after another, and 10 is all at once.",
                        filling())
                .section(
                        "A call of a pooled bean, by its scope",
                        "One thread, on Weld; all but those of `@CallScoped`, and the one by hand, find what they were lent"
                                + " by an earlier call.",
                        tables.calls("PooledCalls", Peer.POOLED_CALLS))
                .toString();
    }

    private Table filling() {
        Table table = new Table(1, List.of("", "objects/ms"));
        for (Peer peer : Peer.POOLS) {
            results.find(FILLING, peer.method(), 1, 0)
                    .ifPresent(result -> table.add(List.of(peer.title(), Tables.withError(result))));
        }
        return table;
    }

    @Override
    public String chart() {
        return new Chart(
                        CHART_TITLE,
                        results,
                        List.of(loans("An empty body", 0), loans("A body of 2 µs", Results.BODY_MICROS)),
                        List.of(
                                BarPanel.ofScores(
                                        "An empty pool is filled, 1 ms for each object",
                                        "objects per millisecond, more is better",
                                        results,
                                        FILLING,
                                        Peer.POOLS),
                                BarPanel.ofWaits(
                                        "The longest wait of 32 threads, bodies of 2 µs",
                                        results,
                                        WAITS,
                                        Peer.POOLS,
                                        32)))
                .text();
    }

    private LinePanel loans(String title, int micros) {
        return LinePanel.of(title, "loans", results, Peer.POOLS, "PoolLoans", THREADS, "VirtualThreadLoans", micros);
    }
}
