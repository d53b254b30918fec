package io.sharer.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table: text in the first columns, figures, set to the right, in the others. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(int textColumns, List<String> heading) {
        rows.add(heading);
        List<String> alignment = new ArrayList<>();
        for (int i = 0; i < heading.size(); i++) {
            alignment.add(i < textColumns ? "---" : "---:");
        }
        rows.add(alignment);
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    /** Whether nothing is in it but its heading. */
    boolean isEmpty() {
        return rows.size() == 2;
    }

    @Override
    public String toString() {
        return rows.stream()
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }
}
