package io.sharer.example;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A look at a database file from outside, through a connection of its own. */
public final class Database {
    private Database() {}

    /** How many there are. */
    public static long users(Path file) throws SQLException {
        return number(file, "SELECT count(*) FROM users");
    }

    /** How many have such a name. */
    public static long usersLike(Path file, String pattern) throws SQLException {
        return number(file, "SELECT count(*) FROM users WHERE name LIKE '" + pattern + "'");
    }

    /** How many rows the audit has. */
    public static long audits(Path file) throws SQLException {
        return number(file, "SELECT count(*) FROM audit");
    }

    /** How many tables the file has, but for SQLite's own. */
    static long tables(Path file) throws SQLException {
        return number(file, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    }

    /** From now on the database itself refuses users of this name. */
    public static void refuse(Path file, String name) throws SQLException {
        raise(file, "ABORT", name);
    }

    /** From now on a user of this name ends the whole transaction. */
    public static void breakAt(Path file, String name) throws SQLException {
        raise(file, "ROLLBACK", name);
    }

    private static void raise(Path file, String what, String name) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TRIGGER " + what + "_some BEFORE INSERT ON users WHEN NEW.name = '" + name
                    + "' BEGIN SELECT RAISE(" + what + ", 'not this one'); END");
        }
    }

    /** Leaves pages behind in the file that hold nothing, of 4 KiB each. */
    public static void leaveUnused(Path file, int pages) throws SQLException {
        fill(file, pages);
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TABLE filling");
            statement.executeUpdate("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** Fills pages of 4 KiB each with something that is no user. */
    static void fill(Path file, int pages) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE filling (content BLOB)");
            statement.executeUpdate("WITH RECURSIVE page (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM page"
                    + " LIMIT " + pages + ") INSERT INTO filling SELECT zeroblob(4000) FROM page");
        }
    }

    /** Changes whatever it is. */
    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** What SQLite finds wrong with the file; {@code ok} if nothing is. */
    public static String problems(Path file) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA integrity_check")) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static long number(Path file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
