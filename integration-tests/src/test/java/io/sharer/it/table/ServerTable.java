package io.sharer.it.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the table of servers into documents, between two comments that say where; but only if every server has run all
 * that it should have run.
 */
public final class ServerTable {
    private static final String BEGIN = "<!-- table: begin -->\n";
    private static final String END = "<!-- table: end -->\n";

    /** A suite of this name has every class of every other one. */
    private static final String EVERYTHING = "everything";

    /** A suite whose name ends so has every class of the one without it, and more. */
    private static final String AND_MORE = "+";

    private ServerTable() {}

    /**
     * Writes the table.
     *
     * @param arguments the directory that holds a directory of reports for each server, when they began to run, each
     *     suite with its runs, as {@code suite=run,run}, or {@code suite+=run} for those that have more than it, and
     *     the documents
     * @throws IllegalStateException if one of them has not run, or not all classes of its suite
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Instant since = Instant.parse(arguments[1]);
        Map<String, List<ServerRun>> suites = new LinkedHashMap<>();
        List<Path> documents = new ArrayList<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                documents.add(Path.of(argument));
            } else {
                suites.put(argument.substring(0, equals), runs(directory, argument.substring(equals + 1), since));
            }
        }
        List<ServerRun> all = suites.values().stream().flatMap(List::stream).toList();
        String table =
                table(all.stream().filter(ServerRun::isOfAServer).sorted().toList());
        System.out.println(table);
        List<String> missing = missing(suites, all);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "The table would not tell all, and is written nowhere. " + String.join("; ", missing) + ".");
        }
        for (Path document : documents) {
            write(table, document);
        }
    }

    private static List<ServerRun> runs(Path directory, String names, Instant since) throws IOException {
        // Not in a stream, for reading throws.
        List<ServerRun> runs = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            runs.add(ServerRun.read(directory, name, since));
        }
        return runs;
    }

    private static List<String> missing(Map<String, List<ServerRun>> suites, List<ServerRun> all) {
        List<String> missing = new ArrayList<>();
        suites.forEach((suite, runs) -> {
            Set<String> expected = classes(suite.equals(EVERYTHING) ? all : runs);
            if (suite.endsWith(AND_MORE)) {
                expected.addAll(classes(suites.getOrDefault(withoutMore(suite), List.of())));
            }
            for (ServerRun run : runs) {
                Set<String> lacking = run.without(expected);
                if (!run.isOfAServer()) {
                    missing.add(run.name() + " did not run");
                } else if (!lacking.isEmpty()) {
                    missing.add(run.name() + " did not run " + String.join(", ", lacking));
                }
            }
        });
        return missing;
    }

    private static String withoutMore(String suite) {
        return suite.substring(0, suite.length() - AND_MORE.length());
    }

    private static Set<String> classes(List<ServerRun> runs) {
        return runs.stream()
                .flatMap(run -> run.classes().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void write(String table, Path document) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(document + " does not say where the table begins and ends");
        }
        Files.writeString(document, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
    }

    private static String table(List<ServerRun> runs) {
        Map<String, Integer> largest = new HashMap<>();
        runs.forEach(run -> run.classes().forEach((name, counts) -> largest.merge(name, counts.tests(), Math::max)));
        return "| server | JDK | Jakarta EE | CDI | passed | failed | skipped |\n"
                + "| --- | --- | --- | --- | ---: | ---: | ---: |\n"
                + runs.stream().map(run -> run.row(largest)).collect(Collectors.joining());
    }
}
