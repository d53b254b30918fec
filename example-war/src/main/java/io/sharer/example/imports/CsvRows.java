package io.sharer.example.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV text from its first to its last, the header too, without the empty lines. */
final class CsvRows {
    /** Empty lines are skipped here and not by the parser, which would not count them. */
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    CsvRows(String text) {
        try {
            parser = CSVParser.parse(new StringReader(text), FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
        records = parser.iterator();
    }

    /**
     * The next row, or {@code null} after the last one.
     *
     * @throws CsvException if the text is no CSV from here on
     */
    @Nullable CsvRow next() {
        CsvRow row = nextLine();
        while (row != null && row.isEmpty()) {
            row = nextLine();
        }
        return row;
    }

    /** At most this many rows; none after the last one. */
    List<CsvRow> next(int most) {
        List<CsvRow> rows = new ArrayList<>(most);
        while (rows.size() < most) {
            CsvRow row = next();
            if (row == null) {
                break;
            }
            rows.add(row);
        }
        return rows;
    }

    private @Nullable CsvRow nextLine() {
        // Asked before hasNext(), which reads the record: a quoted value may go over several lines.
        long line = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext() ? new CsvRow(line, records.next().toList()) : null;
        } catch (UncheckedIOException e) {
            throw new CsvException(
                    "line %d: the quotation marks are not in order: text after a closing one, or one that is never closed"
                            .formatted(line));
        }
    }
}
