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
import org.sqlite.SQLiteConfig;

/**
 * Adds users, and the audit of their adding, on one connection.
 *
 * <p>Not thread-safe, as a connection is not: a transaction belongs to the connection, and so to every thread that uses
 * it. Callers take turns.
 */
final class UserStore implements AutoCloseable {
    private final Connection connection;

    private UserStore(Connection connection) {
        this.connection = connection;
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
        return inTransaction(() -> insert(name, age, gender));
    }

    /** Adds many users in one transaction. One that the database refuses is left out; the others are added. */
    List<Refusal> addAll(List<NewUser> users) throws SQLException {
        return inTransaction(() -> {
            List<Refusal> refusals = new ArrayList<>();
            for (int i = 0; i < users.size(); i++) {
                NewUser user = users.get(i);
                Savepoint before = connection.setSavepoint();
                try {
                    insert(user.name(), user.age(), user.gender());
                } catch (SQLException e) {
                    connection.rollback(before);
                    refusals.add(new Refusal(i, String.valueOf(e.getMessage())));
                }
                connection.releaseSavepoint(before);
            }
            return List.copyOf(refusals);
        });
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

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBackBecauseOf(e);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void rollBackBecauseOf(Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
