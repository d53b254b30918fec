package io.sharer.it.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the table of servers is made of. */
@Timeout(60)
class ServerTableTest {
    private static final Instant BEGIN = Instant.parse("2024-02-29T12:00:00Z");
    private static final String PLACES = "<!-- table: begin -->\n<!-- table: end -->\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path documents;

    @BeforeEach
    void twoServersHaveRun() throws IOException {
        Path zebra = reports("zebra", "Zebra", "6.1");
        report(zebra, "a", 5, 1, 1, 1);
        report(zebra, "b", 4, 0, 0, 0);
        Path ant = reports("ant", "ant", "6.0");
        report(ant, "a", 5, 0, 0, 0);
        report(ant, "b", 4, 0, 0, 0);
        Files.createDirectory(directory.resolve("surefire-reports")); // of no server
    }

    @Test
    void itHasALineForEachServerInTheOrderOfTheirNames() throws IOException {
        Path document = Files.writeString(
                documents.resolve("servers.md"), "before\n<!-- table: begin -->\nold\n<!-- table: end -->\nafter\n");

        write("most=zebra,ant", document);

        assertThat(document).content().isEqualTo("""
                        before
                        <!-- table: begin -->
                        | server | JDK | Jakarta EE | CDI | passed | failed | skipped |
                        | --- | --- | --- | --- | ---: | ---: | ---: |
                        | ant 1.2 | 17.0.1 | 10 | Weld 5 | 9 | 0 | 0 |
                        | Zebra 1.2 | 17.0.1 | 11 | Weld 5 | 6 | 2 | 1 |
                        <!-- table: end -->
                        after
                        """);
    }

    @Test
    void itIsWrittenIntoAllDocumentsThatAreNamed() throws IOException {
        Path first = Files.writeString(documents.resolve("servers.md"), PLACES);
        Path second = Files.writeString(documents.resolve("README.md"), PLACES);

        write("most=zebra,ant", first, second);

        assertThat(first).content().contains("| Zebra 1.2 |");
        assertThat(second).hasSameTextualContentAs(first);
    }

    @Test
    void itIsWrittenIntoNoDocumentThatDoesNotSayWhere() throws IOException {
        Path document = Files.writeString(documents.resolve("servers.md"), "nothing\n");

        assertThatThrownBy(() -> write("most=zebra,ant", document))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("servers.md");
        assertThat(document).hasContent("nothing");
    }

    @Test
    void aServerThatDidNotStartIsMissed() throws IOException {
        isNotWritten("most=zebra,ant,bee", "bee did not run.");
    }

    @Test
    void aClassThatOnlyOthersHaveRunIsMissed() throws IOException {
        report(directory.resolve("zebra-reports"), "c", 3, 0, 0, 0);

        isNotWritten("most=zebra,ant", "ant did not run c.");
    }

    @Test
    void whoRunsEverythingIsExpectedToRunWhatOthersDo() throws IOException {
        report(reports("bee", "Bee", "6.0"), "a", 5, 0, 0, 0);

        isNotWritten("everything=bee most=zebra,ant", "bee did not run b.");
    }

    @Test
    void aSmallerSuiteIsNotExpectedToRunWhatOthersDo() throws IOException {
        report(reports("bee", "Bee", "6.0"), "a", 5, 0, 0, 0);
        Path document = Files.writeString(documents.resolve("servers.md"), PLACES);

        write("small=bee most=zebra,ant", document);

        assertThat(document).content().contains("| Bee 1.2 | 17.0.1 | 10 | Weld 5 | 5 | 0 | 0 |");
    }

    @Test
    void whoRunsMoreThanASuiteDoesNotHaveItExpectedOfTheSuite() throws IOException {
        Path bee = reports("bee", "Bee", "6.0");
        report(bee, "a", 5, 0, 0, 0);
        report(bee, "b", 4, 0, 0, 0);
        report(bee, "c", 3, 0, 0, 0);
        Path document = Files.writeString(documents.resolve("servers.md"), PLACES);

        write("most=zebra,ant most+=bee", document);

        assertThat(document).content().contains("| Bee 1.2 | 17.0.1 | 10 | Weld 5 | 12 | 0 | 0 |");
    }

    @Test
    void whoRunsMoreThanASuiteIsExpectedToRunTheSuite() throws IOException {
        report(reports("bee", "Bee", "6.0"), "c", 3, 0, 0, 0);

        isNotWritten("most=zebra,ant most+=bee", "bee did not run a, b.");
    }

    @Test
    void reportsOfAnEarlierRunAreMissed() throws IOException {
        setOld(directory.resolve("ant-reports").resolve("TEST-b-ant.xml"));

        isNotWritten("most=zebra,ant", "ant did not run b.");
    }

    @Test
    void aServerOfAnEarlierRunIsMissed() throws IOException {
        setOld(directory.resolve("ant-reports").resolve("server.properties"));

        isNotWritten("most=zebra,ant", "ant did not run.");
    }

    @Test
    void aClassThatWasNotDeployedFailedWithAllItsTests() throws IOException {
        Path bee = reports("bee", "Bee", "6.0");
        report(bee, "a", 1, 0, 1, 0);
        report(bee, "b", 1, 0, 0, 1);
        Path document = Files.writeString(documents.resolve("servers.md"), PLACES);

        write("most=zebra,ant,bee", document);

        assertThat(document).content().contains("| Bee 1.2 | 17.0.1 | 10 | Weld 5 | 0 | 5 | 4 |");
    }

    private void isNotWritten(String suites, String because) throws IOException {
        Path document = Files.writeString(documents.resolve("servers.md"), PLACES);

        assertThatThrownBy(() -> write(suites, document))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(because);
        assertThat(document).hasContent(PLACES);
    }

    private void write(String suites, Path... into) throws IOException {
        String arguments = directory + " " + BEGIN + " " + suites;
        for (Path document : into) {
            arguments += " " + document;
        }
        ServerTable.main(arguments.split(" ", -1));
    }

    private static void setOld(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(BEGIN.minusSeconds(1)));
    }

    private Path reports(String run, String title, String servlet) throws IOException {
        Path reports = Files.createDirectory(directory.resolve(run + "-reports"));
        Files.writeString(
                reports.resolve("server.properties"),
                "title=" + title + "\nversion=1.2\njdk=17.0.1\ncdi=Weld 5\nservlet=" + servlet + "\n");
        return reports;
    }

    private static void report(Path reports, String name, int tests, int failures, int errors, int skipped)
            throws IOException {
        String run = reports.getFileName().toString().replace("-reports", "");
        Files.writeString(
                reports.resolve("TEST-" + name + "-" + run + ".xml"),
                "<testsuite name=\"%s(%s)\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"/>"
                        .formatted(name, run, tests, failures, errors, skipped));
    }
}
