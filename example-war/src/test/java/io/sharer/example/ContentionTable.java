package io.sharer.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints, as Markdown, what 32 threads make of one SQLite database, each way of {@link Contention}:
 *
 * <pre>mvn -q -pl example-war -am test -DskipTests -Pcontention</pre>
 */
public final class ContentionTable {
    private static final int THREADS = 32;
    private static final int ADDS = 4_000;

    private ContentionTable() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("contention");
        try {
            Contention contention = new Contention(THREADS, ADDS);
            contention.turns(folder.resolve("warm-up.db")); // the JVM's, whose time is nobody's
            System.out.printf(
                    Locale.ROOT,
                    "%d threads, %,d adds of a user and an audit row, %,d of them valid:%n%n",
                    THREADS,
                    ADDS,
                    contention.valid());
            System.out.println("| | acknowledged | users | audit rows | errors | most of them | time |");
            System.out.println("| --- | ---: | ---: | ---: | ---: | --- | ---: |");
            print("one connection, unguarded", contention.unguarded(folder.resolve("unguarded.db")));
            print(
                    "a connection each, no busy time-out",
                    contention.connectionEach(folder.resolve("each.db"), Duration.ZERO));
            print(
                    "a connection each, busy time-out of 3 s",
                    contention.connectionEach(folder.resolve("each-waiting.db"), Duration.ofSeconds(3)));
            print("one connection, taking turns", contention.turns(folder.resolve("turns.db")));
        } finally {
            delete(folder);
        }
    }

    private static void print(String way, Contention.Result result) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %s | %.1f s |%n",
                way,
                result.acknowledged(),
                result.users(),
                result.audits(),
                result.errors(),
                result.mostOften(),
                result.millis() / 1000.0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
