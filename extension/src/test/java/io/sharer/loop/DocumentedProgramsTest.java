package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs in {@code docs/event-loop.md} run without a container, and print what stands there. */
class DocumentedProgramsTest {
    private static final Pattern PROGRAM = Pattern.compile(
            "```java\\n((?:(?!```).)*?public class (\\w+).*?)```\\s+prints\\s+```text\\n(.*?)```", Pattern.DOTALL);

    static Stream<Arguments> programs() throws Exception {
        List<MatchResult> found = PROGRAM.matcher(Files.readString(Path.of("..", "docs", "event-loop.md")))
                .results()
                .toList();
        assertThat(found).hasSize(3);
        return found.stream().map(program -> Arguments.of(program.group(2), program.group(1), program.group(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void itPrintsWhatTheDocumentSays(String name, String source, String expected, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString());
        assertThat(result).isZero();

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader classes =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()});
                PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(here);
            classes.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(expected.lines().toList());
    }
}
