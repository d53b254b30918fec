package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rows of a table in {@code docs} that names tests, each as {@code package.ClassTest#method} in {@code io.sharer}.
 */
final class NamedTests {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> SOURCES = List.of("extension", "integration-tests", "docs-tests");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)#(\\w+)`");

    private final List<String> rows;

    private NamedTests(List<String> rows) {
        this.rows = rows;
    }

    static NamedTests of(String document) throws IOException {
        return new NamedTests(Files.readAllLines(PROJECT.resolve("docs").resolve(document)).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .skip(1)
                .toList());
    }

    List<String> rows() {
        return rows;
    }

    static String firstWord(String row) {
        return row.substring(2, row.indexOf(' ', 2));
    }

    static boolean namesATest(String row) {
        return NAME.matcher(row).find();
    }

    /** The names that no test has. */
    List<String> missing() {
        List<String> named = rows.stream()
                .flatMap(row -> NAME.matcher(row).results())
                .filter(name -> !exists(name))
                .map(MatchResult::group)
                .toList();
        assertThat(rows).isNotEmpty();
        return named;
    }

    private static boolean exists(MatchResult name) {
        String file = "src/test/java/io/sharer/" + name.group(1).replace('.', '/') + ".java";
        Pattern test = Pattern.compile(
                "@(Test|ParameterizedTest)\\b((?!\\bvoid\\b).)*\\bvoid " + name.group(2) + "\\(", Pattern.DOTALL);
        return SOURCES.stream()
                .map(module -> PROJECT.resolve(module).resolve(file))
                .anyMatch(source ->
                        Files.exists(source) && test.matcher(text(source)).find());
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
