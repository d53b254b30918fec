package io.sharer.it.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The tests of one server: what it said of itself, and what came of them.
 *
 * @param facts that the server told
 * @param tests how many there were
 * @param failed of them, by an assertion or an error
 * @param skipped of them
 */
record ServerRun(Properties facts, int tests, int failed, int skipped) implements Comparable<ServerRun> {
    private static final String FACTS = "server.properties";

    /** The version of Jakarta EE is told by that of its servlets. */
    private static final Map<String, String> EE_BY_SERVLET = Map.of("6.0", "10", "6.1", "11");

    /** Whether a directory has the reports of a server. */
    static boolean isIn(Path reports) {
        return Files.exists(reports.resolve(FACTS));
    }

    static ServerRun read(Path reports) throws IOException {
        Properties facts = new Properties();
        try (InputStream in = Files.newInputStream(reports.resolve(FACTS))) {
            facts.load(in);
        }
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().endsWith(".xml")) {
                    Element suite = suite(file);
                    tests += count(suite, "tests");
                    failed += count(suite, "failures") + count(suite, "errors");
                    skipped += count(suite, "skipped");
                }
            }
        }
        return new ServerRun(facts, tests, failed, skipped);
    }

    String row() {
        String servlet = facts.getProperty("servlet");
        return "| %s %s | %s | %s | %s | %d | %d | %d |\n"
                .formatted(
                        facts.getProperty("title"),
                        facts.getProperty("version"),
                        facts.getProperty("jdk"),
                        EE_BY_SERVLET.getOrDefault(servlet, "with Servlet " + servlet),
                        facts.getProperty("cdi"),
                        tests - failed - skipped,
                        failed,
                        skipped);
    }

    @Override
    public int compareTo(ServerRun other) {
        return Comparator.comparing((ServerRun run) -> run.facts.getProperty("title"), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(run -> run.facts.getProperty("version"))
                .thenComparing(run -> run.facts.getProperty("jdk"))
                .compare(this, other);
    }

    private static Element suite(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + report, e);
        }
    }

    private static int count(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
