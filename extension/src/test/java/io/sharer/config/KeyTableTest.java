package io.sharer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/configuration.md} is made of the keys, as they are in the code: {@code mvn -pl extension
 * test -Dtest=KeyTableTest -Dconfiguration.table=write} makes it anew.
 */
class KeyTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- table: begin -->\n";
    private static final String END = "<!-- table: end -->\n";

    private static String table() {
        return "| key | allowed | default | what it is |\n| --- | --- | --- | --- |\n"
                + Keys.all().stream().map(KeyTableTest::row).collect(Collectors.joining());
    }

    private static String row(Key<?> key) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(key.template(), key.type().allowed(), key.defaultText(), key.description());
    }

    @Test
    void theTableInTheDocumentsIsThatOfTheKeys() throws Exception {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin).as("the marks of the table").isBetween(BEGIN.length(), end);
        if (System.getProperty("configuration.table", "").equals("write")) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + table() + text.substring(end));
            text = Files.readString(DOCUMENT);
            end = text.indexOf(END);
        }

        assertThat(text.substring(begin, end))
                .as("the table in docs/configuration.md; to make it anew run"
                        + " mvn -pl extension test -Dtest=KeyTableTest -Dconfiguration.table=write")
                .isEqualTo(table());
    }
}
