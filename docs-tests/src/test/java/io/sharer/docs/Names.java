package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that begins with {@code sharer.}, wherever it stands in a page but in its Java: keys of the configuration,
 * metrics and their attributes, spans, events of the flight recorder, and options of the tests. An end of a name alone,
 * as in "`sharer.observe.jmx`, `.health`", is taken together with the name before it.
 */
final class Names {
    private static final String PART = "(?:\"[^\"\\n]+\"|[\\w-]+)";
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w./-])(?:-D)?(sharer\\." + PART + "(?:\\." + PART + ")*)");
    private static final Pattern WITH_ENDS = Pattern.compile("`(sharer\\.[^`\\n]+)`((?:,? (?:and )?`\\.[\\w-]+`)+)");
    private static final Pattern END = Pattern.compile("`\\.([\\w-]+)`");

    /** Of these the extension's tests see to it that they are those of the code. */
    private static final Set<String> TOLD_OF_THE_CODE = Set.of("The flight recorder", "Metrics", "Traces");

    private static final Pattern SECTION =
            Pattern.compile("^## ([^\\n]*)\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    /** What the reader calls a recording. */
    private static final String A_FILE = "sharer.jfr";

    private final ConfigurationKeys keys;
    private final Project project;
    private final Set<String> observed;

    Names(ConfigurationKeys keys, Project project) {
        this.keys = keys;
        this.project = project;
        this.observed = observed();
    }

    private static Set<String> observed() {
        Set<String> names = new TreeSet<>();
        SECTION.matcher(Page.of(Page.PROJECT.resolve("docs/observability.md")).text())
                .results()
                .filter(section -> TOLD_OF_THE_CODE.contains(section.group(1)))
                .map(section -> section.group(2))
                .forEach(text -> names.addAll(
                        text.startsWith("\n| event |") ? in(text.substring(0, text.indexOf("\n\n", 1))) : in(text)));
        assertThat(names).contains("sharer.queue.length", "sharer.queue.timeouts", "sharer.TurnHeld", "sharer.turn");
        return names;
    }

    private static List<String> in(String text) {
        List<String> names = new ArrayList<>();
        NAME.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        WITH_ENDS.matcher(text).results().flatMap(Names::ends).forEach(names::add);
        return names;
    }

    private static Stream<String> ends(MatchResult names) {
        String first = names.group(1);
        String start = first.substring(0, first.lastIndexOf('.') + 1);
        return END.matcher(names.group(2)).results().map(end -> start + end.group(1));
    }

    /** Those of a page that are nothing that there is. */
    List<String> unknownIn(Page page) {
        return in(page.textWithoutJava()).stream()
                .filter(name -> !keys.isOne(name)
                        && !observed.contains(name)
                        && !name.equals(A_FILE)
                        && !project.isOptionOfTests(name))
                .toList();
    }
}
