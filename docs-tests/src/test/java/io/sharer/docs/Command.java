package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line for the shell: what it calls is there, with the goals, modules, profiles, options and addresses that it names.
 */
final class Command {
    private static final Set<String> OF_THE_SHELL = Set.of("cd", "mkdir", "seq");
    private static final Set<String> PHASES =
            Set.of("clean", "compile", "test-compile", "test", "package", "verify", "install");
    private static final Map<String, Set<String>> GOALS =
            Map.of("wildfly", Set.of("run"), "spotless", Set.of("apply"), "surefire", Set.of("test"));
    private static final Set<String> OPTIONS_OF_MAVEN = Set.of(
            "skipTests",
            "skipITs",
            "maven.test.skip",
            "maven.repo.local",
            "surefire.failIfNoSpecifiedTests",
            "failsafe.failIfNoSpecifiedTests",
            "wildfly.javaOpts");
    private static final Set<String> WITH_A_VALUE = Set.of("-pl");
    private static final Set<String> SWITCHES = Set.of("-am", "-q", "-B", "-ntp", "-o");
    private static final Pattern WORD = Pattern.compile("\\$?'[^']*'|\"[^\"]*\"|(?:[^\\s\"']|\"[^\"]*\")+");
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+(/[^?'\"\\s]*)?");

    private final String line;
    private final String where;
    private final Project project;

    Command(String line, String where, Project project) {
        this.line = line;
        this.where = where;
        this.project = project;
    }

    /** The commands of a block: a line each, but for those that end with a backslash. */
    static List<String> linesOf(Block block) {
        return Arrays.stream(block.text().replace("\\\n", " ").split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    void check() {
        for (String part : line.split(" \\| ", -1)) {
            checkPart(part);
        }
    }

    private void checkPart(String part) {
        List<String> words =
                WORD.matcher(part).results().map(MatchResult::group).toList();
        assertThat(words).as(where).isNotEmpty();
        switch (words.get(0)) {
            case "mvn" -> checkMaven(words.subList(1, words.size()));
            case "curl", "xargs" -> checkAddresses();
            default ->
                assertThat(OF_THE_SHELL.contains(words.get(0)) || isOfTheJdk(words.get(0)))
                        .as("%s calls %s, which nobody knows", where, words.get(0))
                        .isTrue();
        }
    }

    private static boolean isOfTheJdk(String name) {
        return Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", name));
    }

    private void checkMaven(List<String> words) {
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String word = left.remove(0);
            if (WITH_A_VALUE.contains(word)) {
                checkModules(left.remove(0));
            } else if (word.startsWith("-P")) {
                known(
                        "profile",
                        word.substring(2),
                        Arrays.stream(word.substring(2).split(",", -1)).allMatch(project::hasId));
            } else if (word.startsWith("-D")) {
                checkOption(word.substring(2));
            } else if (!SWITCHES.contains(word)) {
                checkGoal(word);
            }
        }
    }

    private void checkModules(String names) {
        for (String name : names.split(",", -1)) {
            known("module", name, project.hasModule(name));
        }
    }

    private void checkGoal(String word) {
        if (!word.contains(":")) {
            known("phase", word, PHASES.contains(word));
            return;
        }
        String[] parts = word.split("[:@]", -1);
        known("goal", word, GOALS.getOrDefault(parts[0], Set.of()).contains(parts[1]));
        known("execution", word, parts.length < 3 || project.hasId(parts[2]));
    }

    private void checkOption(String option) {
        String name = option.replaceFirst("=.*", "");
        if (name.equals("test") || name.equals("it.test")) {
            for (String test : option.substring(name.length() + 1).split(",", -1)) {
                String simple = test.replaceFirst("#.*", "");
                known("test", test, simple.equals("...") || project.hasTest(simple));
            }
        } else {
            known("option", name, OPTIONS_OF_MAVEN.contains(name) || project.mentions(name));
        }
    }

    private void checkAddresses() {
        List<MatchResult> addresses = ADDRESS.matcher(line).results().toList();
        assertThat(addresses).as("%s asks for an address", where).isNotEmpty();
        for (MatchResult address : addresses) {
            String path = address.group(1) == null ? "" : address.group(1);
            String last = path.substring(path.lastIndexOf('/') + 1);
            known("path", path, last.isEmpty() || project.serves(last));
        }
    }

    private void known(String kind, String name, boolean known) {
        assertThat(known)
                .as("%s has the %s %s, which is none: %s", where, kind, name, line)
                .isTrue();
    }
}
