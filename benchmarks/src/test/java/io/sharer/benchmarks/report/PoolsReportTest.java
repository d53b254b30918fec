package io.sharer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables and the chart make of the figures of pools. */
class PoolsReportTest {
    private Results results = new Results(List.of(), jakarta.json.JsonValue.EMPTY_JSON_OBJECT);

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        results = Runs.of(
                directory,
                loans("sharer", 1, "54.0"),
                loans("hikari", 1, "50.0"),
                loans("stormpot", 1, "60.0"),
                loans("commons", 1, "6.0"),
                loans("blockingQueue", 1, "90.0"),
                loans("sharer", 32, "0.4"),
                loans("hikari", 32, "1.0"),
                loans("vibur", 32, "0.5"),
                Runs.result("pools.VirtualThreadLoans.sharer", 1, 0, "2.0", "0.1"),
                Runs.result("pools.PoolFilling.vibur", 1, 0, "8.5", "0.1"));
    }

    private static String loans(String peer, int threads, String score) {
        return Runs.result("pools.PoolLoans." + peer, threads, 0, score, "\"NaN\"");
    }

    private String markdown() {
        return new PoolsReport(results).markdown("chart.svg");
    }

    @Test
    void theGoalIsSetByTheBestPoolForEachNumberOfThreads() {
        assertThat(markdown())
                .contains(
                        "| loans of 1 thread | the best pool, Stormpot | ≥ 0.9 × its throughput | 0.900 × its throughput"
                                + " | reached |")
                .contains("| loans of 32 threads | the best pool, HikariCP's bag | ≥ 0.9 × its throughput | 0.400 × its"
                        + " throughput | missed |");
    }

    @Test
    void aQueueIsShownAndSetsNoGoal() {
        assertThat(markdown()).contains("| ArrayBlockingQueue | 90.0 |").doesNotContain("the best pool, Array");
    }

    @Test
    void tenTimesCommonsPoolIsAGoalOfItsOwn() {
        assertThat(markdown())
                .contains(
                        "| loans of 1 thread | Commons Pool 2 | ≥ 10 × its throughput | 9.00 × its throughput | missed |")
                .doesNotContain("| loans of 32 threads | Commons Pool 2 |");
    }

    @Test
    void fillingIsToldInObjectsPerMillisecond() {
        assertThat(markdown()).contains("""
                        |  | objects/ms |
                        | --- | ---: |
                        | Vibur | 8.50 ± 0.100 |
                        """);
    }

    @Test
    void theChartHasALineForEachPoolThatWasMeasured() throws Exception {
        String description = Runs.parse(new PoolsReport(results).chart())
                .getElementsByTagName("desc")
                .item(0)
                .getTextContent();

        assertThat(description)
                .contains("Loans per microsecond at so many threads, An empty body: "
                        + "Sharer 54.0 at 1, 0.400 at 32, 2.00 at 1,000 virtual; HikariCP's bag 50.0 at 1, 1.00 at 32;")
                .contains("Vibur 8.50");
    }

    @Test
    void theChartGrowsWithItsBars() throws Exception {
        List<BarPanel.Bar> six = Peer.POOLS.stream()
                .map(peer -> new BarPanel.Bar(peer, peer.title(), 1))
                .toList();

        assertThat(heightOf(six.subList(0, 5))).isEqualTo(heightOf(List.of()));
        assertThat(heightOf(six)).isGreaterThan(heightOf(six.subList(0, 5)));
    }

    private int heightOf(List<BarPanel.Bar> bars) throws Exception {
        LinePanel lines = LinePanel.of("lines", "loans", results, Peer.POOLS, "PoolLoans", List.of(1, 32), "none", 0);
        BarPanel panel = new BarPanel("bars", "milliseconds", bars);
        String chart = new Chart("chart", results, List.of(lines, lines), List.of(panel, panel)).text();
        return Integer.parseInt(Runs.parse(chart).getDocumentElement().getAttribute("height"));
    }
}
