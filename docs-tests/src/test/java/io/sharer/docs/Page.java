package io.sharer.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: a Markdown file, with its fenced blocks in their order. Immutable. */
final class Page {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("^( *)```(.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern JAVA =
            Pattern.compile("^ *```java\\n.*?^ *```$|^<!-- java\\n.*?^-->$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String HIDDEN_JAVA = "<!-- java";
    private static final String HIDDEN_END = "-->";

    private final Path file;
    private final String text;
    private final List<Block> blocks;

    private Page(Path file, String text) {
        this.file = file;
        this.text = text;
        this.blocks = blocksOf(this, text.lines().toList());
    }

    /** README.md and its like, and everything in {@code docs}, in the order of their names. */
    static List<Page> all() {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page that is no file. */
    static Page of(String text) {
        return new Page(PROJECT.resolve("docs").resolve("page.md"), text);
    }

    Path file() {
        return file;
    }

    String text() {
        return text;
    }

    String textWithoutJava() {
        return JAVA.matcher(text).replaceAll("");
    }

    List<Block> blocks() {
        return blocks;
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** What stands in single back-quotes in a line of prose. */
    List<String> inlineCode() {
        StringBuilder prose = new StringBuilder();
        boolean inBlock = false;
        for (String line : text.lines().toList()) {
            if (FENCE.matcher(line).matches()) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                prose.append(line).append('\n');
            }
        }
        return CODE.matcher(prose).results().map(code -> code.group(1)).toList();
    }

    /** As in {@code docs/tour.md}. */
    @Override
    public String toString() {
        return PROJECT.relativize(file).toString();
    }

    private static List<Block> blocksOf(Page page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String before = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int end = next("```", lines, at + 1, page);
                blocks.add(new Block(
                        page,
                        at + 1,
                        fence.group(2).strip(),
                        body(lines.subList(at + 1, end), fence.group(1).length()),
                        before));
                at = end;
            } else if (line.startsWith(HIDDEN_JAVA)) {
                int end = next(HIDDEN_END, lines, at + 1, page);
                blocks.add(new Block(page, at + 1, "java", body(lines.subList(at + 1, end), 0), before));
                at = end;
            }
            if (!lines.get(at).isBlank()) {
                before = lines.get(at).strip();
            }
        }
        return List.copyOf(blocks);
    }

    private static int next(String end, List<String> lines, int from, Page page) {
        for (int at = from; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(end)) {
                return at;
            }
        }
        throw new AssertionError(page + ":" + from + ": what begins here has no end");
    }

    private static String body(List<String> lines, int indent) {
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            body.append(line.substring(Math.min(indent, line.length()))).append('\n');
        }
        return body.toString();
    }
}
