package io.sharer.example;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Adds users, and the audit of their adding, on one connection.
 *
 * <p>Not thread-safe, as a connection is not: a transaction belongs to the connection, and so to every thread that uses
 * it. Callers take turns.
 */
final class UserStore implements AutoCloseable {
    private final Connection connection;
    private final Transactions transactions;
    private final WaitingTables waiting;

    private UserStore(Connection connection) {
        this.connection = connection;
        this.transactions = new Transactions(connection);
        this.waiting = new WaitingTables(connection);
    }

    /** Opens the database in this file, and makes it if there is none. */
    static UserStore open(Path file) throws SQLException {
        return open(file, Duration.ofSeconds(3));
    }

    /** As {@link #open(Path)}, with the time to wait for another connection that is writing. */
    static UserStore open(Path file, Duration busyTimeout) throws SQLException {
        SQLiteConfig settings = settings();
        settings.setBusyTimeout((int) busyTimeout.toMillis());
        Connection connection = settings.createConnection("jdbc:sqlite:" + file);
        try {
            createTables(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new UserStore(connection);
    }

    private static SQLiteConfig settings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.enforceForeignKeys(true);
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // What a client was told is kept even if the power fails.
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return settings;
    }

    /** Every user points to the row of the audit that tells of its adding, so none can be without. */
    private static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS audit (
                        id INTEGER PRIMARY KEY,
                        action TEXT NOT NULL,
                        at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
                    )""");
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS users (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                        age INTEGER NOT NULL CHECK (age BETWEEN 0 AND 150),
                        gender TEXT NOT NULL CHECK (length(gender) BETWEEN 1 AND 32),
                        audit_id INTEGER NOT NULL UNIQUE REFERENCES audit (id)
                    )""");
            statement.executeUpdate("CREATE INDEX IF NOT EXISTS users_by_name ON users (name COLLATE NOCASE)");
        }
    }

    /** Adds a user and its row in the audit, both or neither. */
    User add(String name, int age, String gender) throws SQLException {
        return transactions.run(() -> insert(name, age, gender));
    }

    /** The tables in which rows wait for {@link #importNext}. */
    WaitingTables waiting() {
        return waiting;
    }

    /** Rows wait behind those that are in the table already: all of them or none. */
    void putWaiting(WaitingTable table, List<WaitingRow> rows) throws SQLException {
        transactions.run(() -> {
            waiting.put(table, rows);
            return rows;
        });
    }

    /**
     * Adds the users of the first rows that wait in a table, and takes those rows out of it, in one transaction. One
     * that the database refuses is left out; the others are added.
     */
    ImportedBatch importNext(WaitingTable table, int most) throws SQLException {
        return transactions.run(() -> {
            List<WaitingRow> rows = waiting.first(table, most);
            List<Refusal> refusals = new ArrayList<>();
            for (WaitingRow row : rows) {
                String problem = row.user() == null ? row.problem() : problemOfAdding(row.user());
                if (problem != null) {
                    refusals.add(new Refusal(row.line(), problem));
                }
            }
            if (!rows.isEmpty()) {
                waiting.remove(table, rows.get(rows.size() - 1).line());
            }
            return new ImportedBatch(rows.size(), refusals);
        });
    }

    /** What the database says against the user, or {@code null} if it was added. */
    private @Nullable String problemOfAdding(NewUser user) throws SQLException {
        Savepoint before = connection.setSavepoint();
        String problem = null;
        try {
            insert(user.name(), user.age(), user.gender());
        } catch (SQLException e) {
            try {
                connection.rollback(before);
            } catch (SQLException lost) {
                e.addSuppressed(lost);
                throw e; // it was no refusal: the whole transaction has gone
            }
            problem = String.valueOf(e.getMessage());
        }
        connection.releaseSavepoint(before);
        return problem;
    }

    /** Gives back what the file does not need any more, see {@link UnusedSpace}. */
    CompactionReport compact() throws SQLException {
        return new UnusedSpace(connection).giveBack();
    }

    /** The audit comes first, so that a refused user has something to roll back. */
    private User insert(String name, int age, String gender) throws SQLException {
        long auditId;
        try (PreparedStatement audit =
                connection.prepareStatement("INSERT INTO audit (action) VALUES (?) RETURNING id")) {
            audit.setString(1, "add user");
            auditId = onlyLong(audit);
        }
        try (PreparedStatement user = connection.prepareStatement(
                "INSERT INTO users (name, age, gender, audit_id) VALUES (?, ?, ?, ?) RETURNING id")) {
            user.setString(1, name);
            user.setInt(2, age);
            user.setString(3, gender);
            user.setLong(4, auditId);
            return new User(onlyLong(user), name, age, gender);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static long onlyLong(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
