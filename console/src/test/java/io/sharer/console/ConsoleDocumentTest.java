package io.sharer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What {@code docs/console.md} says is so. */
class ConsoleDocumentTest {
    private static String document() throws Exception {
        return Files.readString(Path.of("..", "docs", "console.md"));
    }

    private static List<String> found(String pattern, String in) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(in)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyPieceOfXmlIsWhole() throws Exception {
        List<String> pieces = found("```xml\\n(.*?)```", document());

        assertThat(pieces).isNotEmpty();
        for (String piece : pieces) {
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(piece)))
                            .getDocumentElement())
                    .as(piece)
                    .isNotNull();
        }
    }

    @Test
    void whatIsWrittenForACompleteDescriptorIsWhatTheJarSays() throws Exception {
        String jars = Files.readString(Path.of("src", "main", "resources", "META-INF", "web-fragment.xml"));
        String servlet = found("(<servlet>.*</servlet-mapping>)", jars).get(0);

        assertThat(document()).contains(servlet);
        assertThat(servlet).contains(ConsoleServlet.class.getName());
    }

    /** Some servers deploy no WAR with a fragment of another name. */
    @Test
    void theFragmentHasANameThatTheSchemaAllows() throws Exception {
        String jars = Files.readString(Path.of("src", "main", "resources", "META-INF", "web-fragment.xml"));
        String name = found("<name>(.*?)</name>", jars).get(0);

        assertThat(name).matches("[\\p{L}_$][\\p{L}\\p{Nd}_$]*");
        assertThat(document()).contains("`" + name + "`");
    }

    @Test
    void everyKeyIsOneThatThereIs() throws Exception {
        String keys = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(found("(sharer\\.console\\.[a-z-]+)", document()))
                .hasSizeGreaterThan(4)
                .allSatisfy(key -> assertThat(keys).contains("| `" + key + "` |"));
    }

    @Test
    void everyPictureIsThere() throws Exception {
        assertThat(found("!\\[[^\\]]+\\]\\(([^)]+)\\)", document()))
                .isNotEmpty()
                .allSatisfy(picture ->
                        assertThat(Path.of("..", "docs").resolve(picture)).isRegularFile());
    }
}
