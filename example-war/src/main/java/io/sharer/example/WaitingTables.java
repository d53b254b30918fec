package io.sharer.example;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The temporary tables of one connection, in which rows wait for being imported. Nobody else sees them, they are not in
 * the database's file, and the connection's end takes along what was not dropped.
 *
 * <p>Not thread-safe, as a connection is not.
 */
final class WaitingTables {
    private final Connection connection;
    private int created;

    WaitingTables(Connection connection) {
        this.connection = connection;
    }

    /** A new table with no rows. */
    WaitingTable create() throws SQLException {
        WaitingTable table = new WaitingTable(++created);
        execute("CREATE TABLE " + table.sqlName()
                + " (line INTEGER PRIMARY KEY, name TEXT, age INTEGER, gender TEXT, problem TEXT)");
        return table;
    }

    /** The rows wait behind those that are there. */
    void put(WaitingTable table, List<WaitingRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table.sqlName() + " (line, name, age, gender, problem) VALUES (?, ?, ?, ?, ?)")) {
            for (WaitingRow row : rows) {
                insert.setLong(1, row.line());
                setUser(insert, row.user());
                insert.setString(5, row.problem());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void setUser(PreparedStatement insert, @Nullable NewUser user) throws SQLException {
        if (user == null) {
            insert.setNull(2, Types.VARCHAR);
            insert.setNull(3, Types.INTEGER);
            insert.setNull(4, Types.VARCHAR);
        } else {
            insert.setString(2, user.name());
            insert.setInt(3, user.age());
            insert.setString(4, user.gender());
        }
    }

    /** The rows that have waited longest, by line; they stay. */
    List<WaitingRow> first(WaitingTable table, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT line, name, age, gender, problem FROM " + table.sqlName() + " ORDER BY line LIMIT ?")) {
            query.setInt(1, most);
            List<WaitingRow> rows = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        }
    }

    private static WaitingRow row(ResultSet found) throws SQLException {
        long line = found.getLong("line");
        String problem = found.getString("problem");
        return problem != null
                ? WaitingRow.bad(line, problem)
                : WaitingRow.of(
                        line, new NewUser(found.getString("name"), found.getInt("age"), found.getString("gender")));
    }

    /** Takes out the rows down to a line, that one too. */
    void remove(WaitingTable table, long lastLine) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table.sqlName() + " WHERE line <= ?")) {
            delete.setLong(1, lastLine);
            delete.executeUpdate();
        }
    }

    /** Ends a table with all its rows. */
    void drop(WaitingTable table) throws SQLException {
        execute("DROP TABLE " + table.sqlName());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
