package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The keys that can be configured, as tables that begin with a column "key" have them. That of docs/configuration.md is
 * made of the code.
 */
final class ConfigurationKeys {
    private static final Pattern TABLE = Pattern.compile("^\\| key \\|.*\\n(\\|.*\\n)+", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `(sharer\\.[^`]+)` \\|", Pattern.MULTILINE);

    /** What is meant for a key wherever it stands: a named one, or one of the application. */
    private static final Pattern IN_PROSE = Pattern.compile(
            "^(sharer\\.(?:queue|pool|loop)\\.\"[^\"]+\"\\.[\\w-]+|sharer\\.[a-z]+(?:-[a-z]+)+)(?:\\s*=.*)?$");

    private final List<Pattern> keys;

    private ConfigurationKeys(List<Pattern> keys) {
        this.keys = keys;
    }

    static ConfigurationKeys of(List<Page> pages) {
        List<Pattern> keys = pages.stream()
                .flatMap(page -> TABLE.matcher(page.text()).results())
                .flatMap(table -> ROW.matcher(table.group()).results())
                .map(row -> Pattern.compile(row.group(1).replace(".", "\\.").replace("<name>", "[^\"]+")))
                .toList();
        assertThat(keys).hasSizeGreaterThan(20);
        return new ConfigurationKeys(keys);
    }

    void check(Block block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.text()));
        assertThat(properties).as(block.toString()).isNotEmpty();
        assertThat(properties.stringPropertyNames())
                .as(block.toString())
                .allMatch(key -> !key.startsWith("sharer.") || isOne(key), "is a key");
    }

    /** Those in the prose of a page that are none. */
    List<String> unknownIn(Page page) {
        return page.inlineCode().stream()
                .map(IN_PROSE::matcher)
                .filter(key ->
                        key.matches() && !isOne(key.group(1)) && !key.group(1).contains("<name>"))
                .map(key -> key.group(1))
                .toList();
    }

    private boolean isOne(String key) {
        return keys.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }
}
