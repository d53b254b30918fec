package io.sharer.example;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file that waits for being imported: a user, or what is wrong with it.
 *
 * @param line the line of the file in which the row begins, from 1; each line has one row at most
 * @param user {@code null} if the row tells of no user
 * @param problem why it tells of none; {@code null} if it does
 */
public record WaitingRow(
        long line, @Nullable NewUser user, @Nullable String problem) {
    /** One of the two is there. */
    public WaitingRow {
        if ((user == null) == (problem == null)) {
            throw new IllegalArgumentException("line %d: either a user or a problem".formatted(line));
        }
    }

    /** A row that tells of a user. */
    public static WaitingRow of(long line, NewUser user) {
        return new WaitingRow(line, user, null);
    }

    /** A row that tells of none. */
    public static WaitingRow bad(long line, String problem) {
        return new WaitingRow(line, null, problem);
    }
}
