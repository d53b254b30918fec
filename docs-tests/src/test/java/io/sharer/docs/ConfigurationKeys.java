package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The keys that can be configured, as the table in docs/configuration.md has them, which is made of the code. */
final class ConfigurationKeys {
    private static final Pattern TABLE =
            Pattern.compile("<!-- table: begin -->\\n(.*?)<!-- table: end -->", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `(sharer\\.[^`]+)` \\|", Pattern.MULTILINE);

    private final List<Pattern> keys;

    private ConfigurationKeys(List<Pattern> keys) {
        this.keys = keys;
    }

    static ConfigurationKeys read() {
        Page page = Page.of(Page.PROJECT.resolve("docs/configuration.md"));
        List<Pattern> keys = TABLE.matcher(page.text())
                .results()
                .map(MatchResult::group)
                .flatMap(table -> ROW.matcher(table).results())
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

    boolean isOne(String key) {
        return keys.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }
}
