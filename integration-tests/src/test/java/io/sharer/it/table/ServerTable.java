package io.sharer.it.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the table of servers into documents, between two comments that say where. */
public final class ServerTable {
    private static final String BEGIN = "<!-- table: begin -->\n";
    private static final String END = "<!-- table: end -->\n";
    private static final String REPORTS = "-reports";

    private ServerTable() {}

    /**
     * Writes the table.
     *
     * @param arguments the directory that holds a directory of reports for each server, and the documents
     */
    public static void main(String[] arguments) throws IOException {
        String table = table(runs(Path.of(arguments[0])));
        System.out.println(table);
        for (String document : List.of(arguments).subList(1, arguments.length)) {
            write(table, Path.of(document));
        }
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

    private static List<ServerRun> runs(Path directory) throws IOException {
        try (Stream<Path> reports = Files.list(directory)) {
            List<Path> ofServers = reports.filter(
                            path -> path.getFileName().toString().endsWith(REPORTS) && ServerRun.isIn(path))
                    .toList();
            // Not in the stream, for reading throws.
            List<ServerRun> runs = new ArrayList<>();
            for (Path reportsOfOne : ofServers) {
                runs.add(ServerRun.read(reportsOfOne));
            }
            return runs.stream().sorted().toList();
        }
    }

    private static String table(List<ServerRun> runs) {
        return "| server | JDK | Jakarta EE | CDI | passed | failed | skipped |\n"
                + "| --- | --- | --- | --- | ---: | ---: | ---: |\n"
                + runs.stream().map(ServerRun::row).collect(Collectors.joining());
    }
}
