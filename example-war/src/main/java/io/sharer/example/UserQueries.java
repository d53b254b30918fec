package io.sharer.example;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of the users, on a connection that nobody else uses meanwhile. Each answer is of one moment, and tells
 * nothing that is not committed.
 */
final class UserQueries {
    private final Connection connection;

    UserQueries(Connection connection) {
        this.connection = connection;
    }

    /** The users whose name matches the pattern of SQL's LIKE, by id. */
    UserPage show(String namePattern, long offset, int limit) throws SQLException {
        // In one transaction, so that the total is that of the list also if somebody adds users in between.
        connection.setAutoCommit(false);
        try {
            return new UserPage(count(namePattern), list(namePattern, offset, limit));
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private long count(String namePattern) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM users WHERE name LIKE ?")) {
            query.setString(1, namePattern);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<User> list(String namePattern, long offset, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, name, age, gender FROM users WHERE name LIKE ? ORDER BY id LIMIT ? OFFSET ?")) {
            query.setString(1, namePattern);
            query.setInt(2, limit);
            query.setLong(3, offset);
            return users(query);
        }
    }

    Optional<User> find(long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT id, name, age, gender FROM users WHERE id = ?")) {
            query.setLong(1, id);
            return users(query).stream().findFirst();
        }
    }

    private static List<User> users(PreparedStatement query) throws SQLException {
        List<User> users = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                users.add(new User(
                        rows.getLong("id"), rows.getString("name"), rows.getInt("age"), rows.getString("gender")));
            }
        }
        return users;
    }
}
