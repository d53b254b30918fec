package io.sharer.example.imports;

import io.sharer.example.InvalidUserException;
import io.sharer.example.NewUser;
import io.sharer.example.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some rows of a file, the users among them apart from the bad ones.
 *
 * @param users who is to be imported
 * @param lines the line of each of the users
 * @param bad the rows that tell of no user
 */
record Batch(List<NewUser> users, List<Long> lines, List<RowError> bad) {
    static Batch of(List<CsvRow> rows) {
        List<NewUser> users = new ArrayList<>(rows.size());
        List<Long> lines = new ArrayList<>(rows.size());
        List<RowError> bad = new ArrayList<>();
        for (CsvRow row : rows) {
            try {
                users.add(row.toUser());
                lines.add(row.line());
            } catch (InvalidUserException e) {
                bad.add(new RowError(row.line(), String.valueOf(e.getMessage())));
            }
        }
        return new Batch(List.copyOf(users), List.copyOf(lines), List.copyOf(bad));
    }

    int size() {
        return users.size() + bad.size();
    }

    /** All rows that were not imported, by line. */
    List<RowError> errors(List<Refusal> refusals) {
        Stream<RowError> refused =
                refusals.stream().map(refusal -> new RowError(lines.get(refusal.index()), refusal.reason()));
        return Stream.concat(bad.stream(), refused)
                .sorted(Comparator.comparingLong(RowError::line))
                .toList();
    }
}
