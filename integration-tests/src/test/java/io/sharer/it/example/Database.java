package io.sharer.it.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The example's database file, which the tests open behind its back. */
public final class Database {
    private static final Path FILE = Path.of(System.getProperty("example.db"));

    private Database() {}

    /** Takes the file away, so that the next deployment begins with none. */
    public static void delete() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(FILE + suffix));
        }
    }

    /** Makes the database itself refuse users with such names, after their audit row has been written. */
    static void refuseNamesLike(String pattern) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("create trigger refuse_some before insert on users when new.name like '" + pattern
                    + "' begin select raise(abort, 'refused by the test'); end");
        }
    }

    /** Leaves pages in the file that hold nothing, of 4 KiB each. */
    static void leaveUnused(int pages) throws SQLException {
        fill("filling", pages);
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table filling");
        }
    }

    /** Fills pages of 4 KiB each with a table that the example does not know. */
    static void fill(String table, int pages) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + table + " (content blob)");
            statement.execute("with recursive page (number) as (select 1 union all select number + 1 from page limit "
                    + pages + ") insert into " + table + " select zeroblob(4000) from page");
        }
    }

    /** Does something while nobody can write. The example gives up waiting for that after three seconds. */
    public static void whileNobodyCanWrite(Runnable work) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            work.run();
        }
    }

    /** How long the file is, without its log. */
    static long bytes() throws IOException {
        return Files.size(FILE);
    }

    /** What SQLite finds wrong with the file; {@code ok} if nothing is. */
    static String problems() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("pragma integrity_check")) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** What is in the file now. */
    static Stored read() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            Map<Long, String> users = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery("select id, name from users")) {
                while (rows.next()) {
                    users.put(rows.getLong(1), rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery("select count(*) from audit")) {
                rows.next();
                return new Stored(users, rows.getLong(1));
            }
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + FILE);
    }

    /**
     * What a database holds.
     *
     * @param users their names, by id
     * @param auditRows how many rows the audit has
     */
    record Stored(Map<Long, String> users, long auditRows) {}
}
