package io.sharer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the tables and the chart make of figures, and those of turns. */
class ReportTest {
    private Results results = new Results(List.of(), jakarta.json.JsonValue.EMPTY_JSON_OBJECT);

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        results = Runs.of(
                directory,
                Runs.result("SyncTurns.turn", 1, 0, "60.0", "16.0"),
                Runs.result("SyncTurns.lock", 1, 0, "75.0", "\"NaN\""),
                Runs.result("SyncTurns.singleThreadExecutor", 64, 2, "0.25", "\"NaN\""),
                Runs.result("SyncTurns.turn", 64, 2, "0.4", "\"NaN\""));
    }

    private String markdown() {
        return new TurnsReport(results).markdown("chart.svg");
    }

    @Test
    void theTableSaysWhereAndWhen() {
        assertThat(markdown())
                .contains("Measured on a <fast> machine & more, with JDK 17.0.1, on 2026-11-21.")
                .doesNotContain("quick");
    }

    @Test
    void aFigureStandsInTheRowOfItsPeerAndTheColumnOfItsThreads() {
        assertThat(markdown()).contains("""
                        |  | 1 thread | B/op, 1 |
                        | --- | ---: | ---: |
                        | Sharer | 60.0 ± 16.0 | 24 |
                        | ReentrantLock | 75.0 | 24 |
                        """).contains("""
                        |  | 64 threads | B/op, 64 |
                        | --- | ---: | ---: |
                        | Sharer | 0.400 | 24 |
                        | single-thread executor, get() | 0.250 | 24 |
                        """);
    }

    @Test
    void aGoalThatIsMissedIsToldSo() {
        assertThat(markdown())
                .contains(
                        "| uncontended turn | ReentrantLock | ≥ 0.9 × its throughput | 0.800 × its throughput | missed |");
    }

    @Test
    void aGoalThatWasNotMeasuredIsLeftOut() {
        assertThat(markdown()).doesNotContain("@Shared call");
    }

    @Test
    void theChartIsWellFormedAndTellsWhatItShows() throws Exception {
        Document chart = Runs.parse(new TurnsReport(results).chart());

        assertThat(chart.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(textOf(chart, "title")).isEqualTo("Sharer beside locks and executors");
        assertThat(textOf(chart, "desc")).contains("An empty body: Sharer 60.0 at 1; ReentrantLock 75.0 at 1");
        assertThat(textOf(chart, "style")).contains("prefers-color-scheme: dark");
    }

    @Test
    void aFactorOfTenTakesTheSameSpaceAnywhere() {
        Scale scale = Scale.of(List.of(0.2, 70.0), 300, 0);

        assertThat(scale.ticks()).containsExactly(0.1, 1.0, 10.0, 100.0);
        assertThat(scale.at(0.1)).isEqualTo(300);
        assertThat(scale.at(1)).isEqualTo(200);
        assertThat(scale.at(100)).isEqualTo(0);
    }

    private static String textOf(Document chart, String element) {
        NodeList found = chart.getElementsByTagName(element);
        assertThat(found.getLength()).isEqualTo(1);
        return found.item(0).getTextContent();
    }
}
