package io.sharer.example;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The pages of a database that hold nothing any more. SQLite keeps them for what comes later, and its file never gets
 * smaller by itself.
 *
 * <p>Not thread-safe, as a connection is not.
 */
final class UnusedSpace {
    /** Writing the whole file anew is worth it if one page in so many is unused. */
    private static final int WORTHWHILE = 4;

    private final Connection connection;

    UnusedSpace(Connection connection) {
        this.connection = connection;
    }

    /**
     * Has SQLite look after the figures by which it plans queries, and gives the unused pages back if they are a good
     * part. It waits for no reader: who reads goes on with what was there before, and the file is cut by a later
     * checkpoint.
     */
    CompactionReport giveBack() throws SQLException {
        execute("PRAGMA optimize");
        long pages = number("PRAGMA page_count");
        long unused = number("PRAGMA freelist_count");
        long pageSize = number("PRAGMA page_size");
        boolean worthwhile = unused > 0 && unused >= pages / WORTHWHILE;
        if (worthwhile) {
            execute("VACUUM");
            cutFile();
        }
        return new CompactionReport(pages * pageSize, unused * pageSize, worthwhile);
    }

    /** The new pages are in the log. Those that readers still need stay there, and that is told at once. */
    private void cutFile() throws SQLException {
        long patience = number("PRAGMA busy_timeout");
        execute("PRAGMA busy_timeout = 0");
        try {
            execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            execute("PRAGMA busy_timeout = " + patience);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** An answer, if there is one, is of no interest. */
    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
