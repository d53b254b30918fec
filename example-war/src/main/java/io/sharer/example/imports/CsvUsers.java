package io.sharer.example.imports;

import java.util.List;
import java.util.Locale;

/**
 * A CSV file with a header and a row for each user.
 *
 * <p>It is read twice: at first to count the rows and to refuse what is no CSV at all, then batch by batch while its
 * rows are copied to where they wait for their import. So a large file is in memory as its text only, and only until
 * then.
 */
public final class CsvUsers {
    static final List<String> HEADER = List.of("name", "age", "gender");

    private final String text;
    private final int total;

    private CsvUsers(String text, int total) {
        this.text = text;
        this.total = total;
    }

    /**
     * Takes a file's text.
     *
     * @throws CsvException if the text is no CSV, or has another header
     */
    public static CsvUsers of(String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        CsvRows rows = new CsvRows(withoutMark);
        checkHeader(rows);
        int total = 0;
        while (rows.next() != null) {
            total++;
        }
        return new CsvUsers(withoutMark, total);
    }

    private static void checkHeader(CsvRows rows) {
        CsvRow first = rows.next();
        List<String> names = first == null
                ? List.of()
                : first.values().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!names.equals(HEADER)) {
            throw new CsvException("the first line must be " + String.join(",", HEADER));
        }
    }

    /** How many rows there are, the header not counted. */
    int total() {
        return total;
    }

    /** The rows from the first user on. */
    CsvRows rows() {
        CsvRows rows = new CsvRows(text);
        rows.next();
        return rows;
    }
}
