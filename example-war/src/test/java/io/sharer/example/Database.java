package io.sharer.example;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A look at a database file from outside, through a connection of its own. */
final class Database {
    private Database() {}

    static long users(Path file) throws SQLException {
        return number(file, "SELECT count(*) FROM users");
    }

    static long audits(Path file) throws SQLException {
        return number(file, "SELECT count(*) FROM audit");
    }

    /** From now on the database itself refuses users of this name. */
    static void refuse(Path file, String name) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TRIGGER refuse BEFORE INSERT ON users WHEN NEW.name = '" + name
                    + "' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
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

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
