package io.sharer.benchmarks.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Runs that tests make up, and the charts of them. */
final class Runs {
    private Runs() {}

    /** What JMH writes of one benchmark; an error may be {@code "NaN"}, in quotes. */
    static String result(String method, int threads, int micros, String score, String error) {
        return """
                {"benchmark": "io.sharer.benchmarks.%s", "threads": %d, "params": {"micros": "%d"}, "jdkVersion": "17.0.1",
                 "primaryMetric": {"score": 1e9, "scoreError": 1e8},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.04},
                                      "throughput.wall": {"score": %s, "scoreError": %s}}}""".formatted(method, threads, micros, score, error);
    }

    /** Such results, read as those of a run are. */
    static Results of(Path directory, String... results) throws IOException {
        Path measured = directory.resolve("measured.json");
        Path about = directory.resolve("about.json");
        Files.writeString(measured, "[" + String.join(",", results) + "]");
        Files.writeString(
                about, "{\"machine\": \"a <fast> machine & more\", \"date\": \"2026-11-21\", \"quick\": false}");
        return Results.read(measured, about);
    }

    static Document parse(String chart) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart)));
    }
}
