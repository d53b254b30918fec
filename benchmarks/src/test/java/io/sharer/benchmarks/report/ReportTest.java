package io.sharer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the tables and the chart make of figures. */
class ReportTest {
    private Results results = new Results(List.of(), jakarta.json.JsonValue.EMPTY_JSON_OBJECT);

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        Path measured = directory.resolve("measured.json");
        Path about = directory.resolve("about.json");
        Files.writeString(
                measured,
                "["
                        + String.join(
                                ",",
                                result("SyncTurns.turn", 1, 0, "60.0", "16.0"),
                                result("SyncTurns.lock", 1, 0, "75.0", "\"NaN\""),
                                result("SyncTurns.singleThreadExecutor", 64, 2, "0.25", "\"NaN\""),
                                result("SyncTurns.turn", 64, 2, "0.4", "\"NaN\""))
                        + "]");
        Files.writeString(
                about, "{\"machine\": \"a <fast> machine & more\", \"date\": \"2026-11-21\", \"quick\": false}");
        results = Results.read(measured, about);
    }

    private static String result(String method, int threads, int micros, String score, String error) {
        return """
                {"benchmark": "io.sharer.benchmarks.%s", "threads": %d, "params": {"micros": "%d"}, "jdkVersion": "17.0.1",
                 "primaryMetric": {"score": 1e9, "scoreError": 1e8},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.04},
                                      "throughput.wall": {"score": %s, "scoreError": %s}}}""".formatted(method, threads, micros, score, error);
    }

    private String markdown() {
        return new MarkdownReport(results, "chart.svg").text();
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
        Document chart = parse(new Chart(results).text());

        assertThat(chart.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(textOf(chart, "title")).isEqualTo(Chart.TITLE);
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

    private static Document parse(String text) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
