package io.sharer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The tests in {@code docs/testing.md} are compiled and run as they stand there. */
class DocumentedTestsTest {
    private static final Pattern TEST =
            Pattern.compile("```java\\n(.*?^class (\\w+) .*?)```", Pattern.DOTALL | Pattern.MULTILINE);

    private record Example(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() throws IOException {
        Matcher page = TEST.matcher(Files.readString(Path.of("..", "docs", "testing.md")));
        return page.results().map(found -> new Example(found.group(2), found.group(1)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itPasses(Example example, @TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve(example.name() + ".java"), example.text());
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-parameters", "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(classes);
            EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(classes.loadClass("shop." + example.name())))
                    .execute();
            assertThat(results.allEvents().failed().list()).isEmpty();
            assertThat(results.testEvents().succeeded().count()).isPositive();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
