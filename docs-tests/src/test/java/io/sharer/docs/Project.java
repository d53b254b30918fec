package io.sharer.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documentation speaks of: the project's poms and sources, read once. Immutable. */
final class Project {
    private static final Set<String> NOT_READ = Set.of("target", ".git", "node_modules");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+)>([^<>]*)</\\1>");
    private static final Pattern MANAGED =
            Pattern.compile("<artifactId>([\\w.-]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern ID = Pattern.compile("<id>([\\w.-]+)</id>");

    private final Map<Path, String> texts = new TreeMap<>();
    private final Set<String> ids = new TreeSet<>();
    private final Map<String, String> versions = new HashMap<>();
    private final String version;

    private Project(Path root) throws IOException {
        Files.walkFileTree(root, new Reader(texts));
        String parent = texts.getOrDefault(root.resolve("pom.xml"), "");
        Map<String, String> properties = new HashMap<>();
        PROPERTY.matcher(parent).results().forEach(found -> properties.putIfAbsent(found.group(1), found.group(2)));
        version = properties.getOrDefault("version", "");
        MANAGED.matcher(parent)
                .results()
                .forEach(found -> versions.putIfAbsent(found.group(1), resolved(found.group(2), properties)));
        properties.forEach((name, value) -> {
            if (name.endsWith(".version")) {
                versions.putIfAbsent(name, value);
            }
        });
        texts.forEach((file, text) -> {
            if (file.endsWith("pom.xml")) {
                ID.matcher(text).results().forEach(found -> ids.add(found.group(1)));
            }
        });
    }

    static Project read() {
        try {
            return new Project(Page.PROJECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String resolved(String value, Map<String, String> properties) {
        Matcher name = Pattern.compile("\\$\\{([^}]+)\\}").matcher(value);
        if (!name.matches()) {
            return value;
        }
        return name.group(1).equals("project.version") ? version : properties.getOrDefault(name.group(1), value);
    }

    /**
     * The version of an artifact, of this project or in its pom, or of a property that ends with ".version", in the pom
     * of the whole.
     */
    Optional<String> versionOf(String name) {
        boolean isOurs = texts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("pom.xml")
                        && entry.getValue().contains("\n  <artifactId>" + name + "</artifactId>\n"));
        return isOurs ? Optional.of(version) : Optional.ofNullable(versions.get(name));
    }

    boolean hasModule(String name) {
        return texts.containsKey(Page.PROJECT.resolve(name).resolve("pom.xml"));
    }

    /** Whether a profile or an execution has it. */
    boolean hasId(String id) {
        return ids.contains(id);
    }

    /** Whether there is a test class of that simple name. */
    boolean hasTest(String simpleName) {
        return sourceOfTest(simpleName).isPresent();
    }

    Optional<String> sourceOfTest(String simpleName) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().toString().contains("src/test/java")
                        && entry.getKey().endsWith(simpleName + ".java"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The sources that have all that users are told. */
    List<String> messages() {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().toString().matches(".*src/main/java/.*Messages\\.java"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a test asks for that system property, as for how long it is to run. */
    boolean isOptionOfTests(String name) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().toString().contains("src/test/java"))
                .anyMatch(entry -> entry.getValue().contains("Integer.getInteger(\"" + name + '"'));
    }

    /** Whether it stands, so written, in a pom or a source. */
    boolean mentions(String text) {
        return texts.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().endsWith("DocumentsTest.java")
                        && entry.getValue().contains(text));
    }

    /** Whether a resource or a servlet has this as the end of its path. */
    boolean serves(String segment) {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("DocumentsTest.java"))
                .filter(entry -> entry.getKey().toString().matches(".*(src/main|docs-tests/src/test)/java/.*"))
                .anyMatch(entry -> entry.getValue().contains('"' + segment + '"')
                        || entry.getValue().contains("/" + segment + '"'));
    }

    private static final class Reader extends SimpleFileVisitor<Path> {
        private final Map<Path, String> texts;

        Reader(Map<Path, String> texts) {
            this.texts = texts;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_READ.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (file.endsWith("pom.xml") || file.toString().endsWith(".java")) {
                texts.put(file, Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
