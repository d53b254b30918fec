package io.sharer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's files, as they are written. */
class PageTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "io", "sharer", "console", "page");

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(files).hasSizeGreaterThan(5);
        return files;
    }

    @Test
    void eachFileIsServed() throws Exception {
        PageFiles served = PageFiles.load();

        assertThat(files().keySet()).allMatch(name -> served.find(name).isPresent());
    }

    @Test
    void eachFileIsAsked() throws Exception {
        String all = String.join("\n", files().values());

        assertThat(files().keySet())
                .filteredOn(name -> !name.equals("index.html"))
                .allMatch(name -> all.contains(name));
    }

    /** The policy would stop it, and a name of the application's could be taken for it. */
    @Test
    void nothingIsInlineAndNothingIsMadeOfMarkup() throws Exception {
        Pattern forbidden = Pattern.compile(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|setAttribute\\(.style"
                        + "|\\.style\\.|cssText| style=|\\bon[a-z]+=\"|javascript:|srcdoc");

        assertThat(files()).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContainPattern(forbidden));
        assertThat(files().get("index.html")).doesNotContainPattern("<script(?![^>]*src=)|<style");
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws Exception {
        assertThat(files().values().stream()
                        .flatMap(text -> Pattern.compile("https?://[^\"'\\s]+")
                                .matcher(text)
                                .results()
                                .map(match -> match.group()))
                        .collect(Collectors.toSet()))
                .containsOnly("http://www.w3.org/2000/svg");
    }
}
