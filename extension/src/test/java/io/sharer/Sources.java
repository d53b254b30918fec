package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The text of the sources of the jar, by the names of their classes. */
final class Sources {
    private static final Path ROOT = Path.of("src", "main", "java");
    private static final Path CONSOLE = Path.of("..", "console", "src", "main", "java");
    private static final Path TESTKIT = Path.of("..", "testkit", "src", "main", "java");

    private Sources() {}

    static Map<String, String> ofTheJar() throws IOException {
        return under(ROOT);
    }

    /** And of the jars of the console and the test kit, which users may have beside it. */
    static Map<String, String> ofAllJars() throws IOException {
        Map<String, String> sources = ofTheJar();
        sources.putAll(under(CONSOLE));
        sources.putAll(under(TESTKIT));
        return sources;
    }

    private static Map<String, String> under(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.put(nameOf(root, file), text(file)));
        }
        assertThat(sources).isNotEmpty();
        return sources;
    }

    private static String nameOf(Path root, Path file) {
        String name =
                root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        return name.substring(0, name.length() - ".java".length());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
