package io.sharer.it.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The tests of one server: what it said of itself, and what came of them.
 *
 * @param name of the execution
 * @param facts that the server told; empty if it did not
 * @param classes of tests, by their names
 */
record ServerRun(String name, Properties facts, Map<String, Counts> classes) implements Comparable<ServerRun> {
    private static final String REPORTS = "-reports";
    private static final String FACTS = "server.properties";

    /** The version of Jakarta EE is told by that of its servlets. */
    private static final Map<String, String> EE_BY_SERVLET = Map.of("6.0", "10", "6.1", "11");

    /** What came of the tests of a class: how many there were, and how many of them failed and were skipped. */
    record Counts(int tests, int failed, int skipped) {
        /**
         * A class whose archive is not deployed is reported as one test: the others have failed, too, or are skipped.
         */
        Counts of(int all) {
            int missing = Math.max(0, all - tests);
            return new Counts(
                    tests + missing, failed + (failed > 0 ? missing : 0), skipped + (failed > 0 ? 0 : missing));
        }

        Counts plus(Counts other) {
            return new Counts(tests + other.tests, failed + other.failed, skipped + other.skipped);
        }
    }

    /**
     * Reads what an execution has left since a time; nothing if it has not run.
     *
     * @param directory that has its directory of reports
     */
    static ServerRun read(Path directory, String name, Instant since) throws IOException {
        Properties facts = new Properties();
        Map<String, Counts> classes = new TreeMap<>();
        Path reports = directory.resolve(name + REPORTS);
        if (Files.isDirectory(reports)) {
            try (Stream<Path> files = Files.list(reports)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                        continue;
                    }
                    if (file.endsWith(FACTS)) {
                        try (InputStream in = Files.newInputStream(file)) {
                            facts.load(in);
                        }
                    } else if (file.toString().endsWith(".xml")) {
                        Element suite = suite(file);
                        classes.put(
                                className(suite),
                                new Counts(
                                        count(suite, "tests"),
                                        count(suite, "failures") + count(suite, "errors"),
                                        count(suite, "skipped")));
                    }
                }
            }
        }
        return new ServerRun(name, facts, classes);
    }

    /** Whether the server told anything of itself. */
    boolean isOfAServer() {
        return !facts.isEmpty();
    }

    /** @param largest how many tests each class has where it has most */
    String row(Map<String, Integer> largest) {
        Counts all = classes.entrySet().stream()
                .map(entry -> entry.getValue().of(largest.getOrDefault(entry.getKey(), 0)))
                .reduce(new Counts(0, 0, 0), Counts::plus);
        String servlet = facts.getProperty("servlet");
        return "| %s %s | %s | %s | %s | %d | %d | %d |\n"
                .formatted(
                        facts.getProperty("title"),
                        facts.getProperty("version"),
                        facts.getProperty("jdk"),
                        EE_BY_SERVLET.getOrDefault(servlet, "with Servlet " + servlet),
                        facts.getProperty("cdi"),
                        all.tests() - all.failed() - all.skipped(),
                        all.failed(),
                        all.skipped());
    }

    /** Those of the given classes that it has no report of. */
    Set<String> without(Set<String> expected) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(classes.keySet());
        return missing;
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

    /** Behind it stands the execution, in parentheses. */
    private static String className(Element suite) {
        return suite.getAttribute("name").replaceFirst("\\(.*", "");
    }

    private static int count(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
