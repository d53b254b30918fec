package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * XML of a page: well-formed, the versions in it are those that this project is built with, and modules of WildFly read
 * by the tests that run on it.
 */
final class Xml {
    private final Block block;
    private final Project project;

    Xml(Block block, Project project) {
        this.block = block;
        this.project = project;
    }

    void check() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(block.text())));
        Map<String, String> properties = new TreeMap<>();
        for (Element all : elements(document, "properties")) {
            for (Node child = all.getFirstChild(); child != null; child = child.getNextSibling()) {
                properties.put(child.getNodeName(), child.getTextContent());
            }
        }
        properties.forEach((name, version) -> {
            if (name.endsWith(".version")) {
                same(name, version);
            }
        });
        for (String name : List.of("dependency", "plugin", "artifactItem")) {
            for (Element artifact : elements(document, name)) {
                String version = child(artifact, "version").orElse("");
                if (version.isEmpty() && importsVersions(document)) {
                    continue;
                }
                if (!properties.containsKey(version.replaceAll("[${}]", ""))) {
                    same(child(artifact, "artifactId").orElse(""), version);
                }
            }
        }
        if (document.getDocumentElement().getNodeName().equals("module")) {
            String page = block.page().file().getFileName().toString().replaceFirst("md$", "page");
            assertThat(project.mentions("\"" + page + "\""))
                    .as("%s: the tests on servers have their module from this page", block)
                    .isTrue();
        }
    }

    /** Whether it has a list of versions, such as that of JUnit, whose own version is looked at. */
    private static boolean importsVersions(Document document) {
        return elements(document, "dependency").stream()
                .anyMatch(dependency -> child(dependency, "scope").equals(Optional.of("import")));
    }

    private void same(String name, String version) {
        assertThat(project.versionOf(name))
                .as("%s: the version of %s, as the pom of this project has it", block, name)
                .contains(version);
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        var found = document.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Optional<String> child(Element element, String name) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return Optional.of(child.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
