package io.sharer.example.imports;

import io.sharer.example.InvalidUserException;
import io.sharer.example.NewUser;
import io.sharer.example.WaitingRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, as it was written.
 *
 * @param line the line of the file in which the row begins, from 1
 * @param values the row's columns
 */
record CsvRow(long line, List<String> values) {
    CsvRow {
        values = List.copyOf(values);
    }

    /** Whether there is nothing in the line. */
    boolean isEmpty() {
        return values.size() == 1 && values.get(0).isBlank();
    }

    /** The row as it is to wait for its import. */
    WaitingRow toWaiting() {
        try {
            return WaitingRow.of(line, toUser());
        } catch (InvalidUserException e) {
            return WaitingRow.bad(line, String.valueOf(e.getMessage()));
        }
    }

    /** @throws InvalidUserException if the row tells of no user */
    NewUser toUser() {
        if (values.size() != CsvUsers.HEADER.size()) {
            throw new InvalidUserException(
                    "the row has %d columns in place of %d".formatted(values.size(), CsvUsers.HEADER.size()));
        }
        return NewUser.of(
                values.get(0).strip(),
                wholeNumber(values.get(1).strip()),
                values.get(2).strip());
    }

    private static @Nullable Integer wholeNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
