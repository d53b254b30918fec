package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the README and in the documents compiles. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS = """
            import io.sharer.*;
            import jakarta.annotation.*;
            import jakarta.enterprise.context.*;
            import jakarta.enterprise.event.*;
            import jakarta.enterprise.inject.*;
            import jakarta.enterprise.inject.spi.*;
            import jakarta.inject.*;
            import java.util.*;
            import java.util.concurrent.*;
            """;

    /** What the examples use and do not show. */
    private static final String DEVICE = """
            class Coin {}

            class Drawer {
                Drawer(String port) {}
                int put(Coin coin) { return 1; }
                int count() { return 1; }
                void close() {}
            }

            class Table {
                void add(String line) {}
                void drop() {}
            }

            class Printer {
                Printer() {}
                Printer(String port) {}
                void close() {}
            }

            @Shared class Lathe {
                Lathe(String port) {}
                void close() {}
            }
            """;

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleCompiles(String example, @TempDir Path classes) {
        String name = example.replaceFirst("(?s).*?class (\\w+).*", "$1");
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        List.of(file(name, IMPORTS + example), file("Drawer", "import io.sharer.*;" + DEVICE)))
                .call();

        assertThat(messages.toString()).isEmpty();
        assertThat(compiled).isTrue();
    }

    static Stream<String> examples() throws Exception {
        List<String> examples = new ArrayList<>();
        for (String document : List.of(
                "README.md",
                "docs/shared-beans.md",
                "docs/pooled-beans.md",
                "docs/resources.md",
                "docs/event-loop.md",
                "docs/observability.md",
                "docs/messages.md")) {
            List<String> found = JAVA.matcher(Files.readString(Path.of("..", document)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(found).as(document).isNotEmpty();
            examples.addAll(found);
        }
        return examples.stream();
    }

    private static JavaFileObject file(String className, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
