package io.sharer.it.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the build runs on each server agrees with what the table expects of each: after half an hour is too late. */
@Timeout(60)
class SuitesTest {
    private static final String PLUGIN = "maven-failsafe-plugin";
    private static final String NO_SERVER = "verify";

    /** The classes that each execution includes, in patterns; none are all. */
    private final Map<String, Set<String>> includes = new LinkedHashMap<>();

    /** The executions of each suite. */
    private final Map<String, List<String>> suites = new LinkedHashMap<>();

    @BeforeEach
    void readTheBuild() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        for (Element plugin : elements(pom, "plugin")) {
            if (texts(plugin, "artifactId").get(0).equals(PLUGIN)) {
                for (Element execution : elements(plugin, "execution")) {
                    includes.put(texts(execution, "id").get(0), new TreeSet<>(texts(execution, "include")));
                }
            }
        }
        includes.remove(NO_SERVER);
        for (String argument : texts(pom, "argument")) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                suites.put(
                        argument.substring(0, equals),
                        List.of(argument.substring(equals + 1).split(",", -1)));
            }
        }
    }

    @Test
    void everyServerIsInOneSuite() {
        assertThat(suites.values().stream().flatMap(List::stream))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(includes.keySet());
    }

    @Test
    void allServersOfASuiteRunTheSame() {
        assertThat(suites)
                .allSatisfy((suite, executions) -> assertThat(executions)
                        .extracting(includes::get)
                        .as(suite)
                        .containsOnly(includesOf(suite)));
    }

    @Test
    void whoRunsMoreThanASuiteRunsTheSuite() {
        assertThat(suites.keySet())
                .filteredOn(suite -> suite.endsWith("+"))
                .allSatisfy(suite ->
                        assertThat(includesOf(suite)).containsAll(includesOf(suite.substring(0, suite.length() - 1))));
    }

    @Test
    void whoRunsEverythingLeavesNothingOut() {
        assertThat(includesOf("everything")).isEmpty();
    }

    private Set<String> includesOf(String suite) {
        List<String> executions = suites.getOrDefault(suite, List.of());
        assertThat(executions).as(suite).isNotEmpty();
        return includes.getOrDefault(executions.get(0), Set.of("none of that name"));
    }

    private static List<String> texts(Node within, String name) {
        return elements(within, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Node within, String name) {
        NodeList found = within instanceof Document document
                ? document.getElementsByTagName(name)
                : ((Element) within).getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        IntStream.range(0, found.getLength()).forEach(i -> elements.add((Element) found.item(i)));
        return elements;
    }
}
