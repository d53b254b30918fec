package io.sharer.it.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the table of servers is made of. */
@Timeout(60)
class ServerTableTest {
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
        report(reports("ant", "ant", "6.0"), "a", 7, 0, 0, 0);
        Files.createDirectory(directory.resolve("surefire-reports")); // of no server
    }

    @Test
    void itHasALineForEachServerInTheOrderOfTheirNames() throws IOException {
        Path document = Files.writeString(
                documents.resolve("servers.md"), "before\n<!-- table: begin -->\nold\n<!-- table: end -->\nafter\n");

        ServerTable.main(new String[] {directory.toString(), document.toString()});

        assertThat(document).content().isEqualTo("""
                        before
                        <!-- table: begin -->
                        | server | JDK | Jakarta EE | CDI | passed | failed | skipped |
                        | --- | --- | --- | --- | ---: | ---: | ---: |
                        | ant 1.2 | 17.0.1 | 10 | Weld 5 | 7 | 0 | 0 |
                        | Zebra 1.2 | 17.0.1 | 11 | Weld 5 | 6 | 2 | 1 |
                        <!-- table: end -->
                        after
                        """);
    }

    @Test
    void itIsWrittenIntoAllDocumentsThatAreNamed() throws IOException {
        String places = "<!-- table: begin -->\n<!-- table: end -->\n";
        Path first = Files.writeString(documents.resolve("servers.md"), places);
        Path second = Files.writeString(documents.resolve("README.md"), places);

        ServerTable.main(new String[] {directory.toString(), first.toString(), second.toString()});

        assertThat(first).content().contains("| Zebra 1.2 |");
        assertThat(second).hasSameTextualContentAs(first);
    }

    @Test
    void itIsWrittenIntoNoDocumentThatDoesNotSayWhere() throws IOException {
        Path document = Files.writeString(documents.resolve("servers.md"), "nothing\n");

        assertThatThrownBy(() -> ServerTable.main(new String[] {directory.toString(), document.toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("servers.md");
        assertThat(document).hasContent("nothing");
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
        Files.writeString(
                reports.resolve("TEST-" + name + ".xml"),
                "<testsuite tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"/>"
                        .formatted(tests, failures, errors, skipped));
    }
}
