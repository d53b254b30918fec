package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a database's unused pages. */
@Timeout(60)
class UnusedSpaceTest {
    /** As good as for ever, for a compaction that would wait for a reader. */
    private static final Duration BUSY_TIMEOUT = Duration.ofHours(1);

    private final Path file;
    private UserStore store;

    UnusedSpaceTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void open() throws SQLException {
        store = UserStore.open(file, BUSY_TIMEOUT);
        store.add("Anna", 42, "female");
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void unusedPagesAreGivenBackAndTheUsersStay() throws Exception {
        Database.leaveUnused(file, 1000);
        long before = Files.size(file);

        CompactionReport report = store.compact();

        assertThat(report.compacted()).isTrue();
        assertThat(report.bytes()).isEqualTo(before);
        assertThat(report.unusedBytes()).isBetween(before * 9 / 10, before);
        assertThat(Files.size(file)).isEqualTo(report.bytes() - report.unusedBytes());
        assertThat(Files.size(Path.of(file + "-wal"))).isZero();
        assertThat(Database.users(file)).isEqualTo(1);
        assertThat(Database.problems(file)).isEqualTo("ok");
    }

    @Test
    void aFileWithoutUnusedPagesIsNotWrittenAnew() throws Exception {
        CompactionReport report = store.compact();

        assertThat(report.compacted()).isFalse();
        assertThat(report.unusedBytes()).isZero();
        assertThat(report.bytes()).isPositive();
    }

    @Test
    void aFewUnusedPagesAreNotWorthIt() throws Exception {
        Database.fill(file, 1000);
        Database.execute(file, "DELETE FROM filling WHERE rowid <= 100");

        CompactionReport report = store.compact();

        assertThat(report.unusedBytes()).isPositive();
        assertThat(report.compacted()).isFalse();
    }

    @Test
    void aReaderUnderWayKeepsWhatItReadsAndKeepsNobodyWaiting() throws Exception {
        Database.leaveUnused(file, 1000);
        long before = Files.size(file);
        try (Connection reading = ReadConnections.connect(file);
                Statement query = reading.createStatement()) {
            reading.setAutoCommit(false);
            assertThat(count(query)).isEqualTo(1);

            CompactionReport report = store.compact();
            store.add("Bo", 7, "male");

            assertThat(report.compacted()).isTrue();
            assertThat(count(query)).as("of the moment at which it began").isEqualTo(1);
            reading.rollback();
            assertThat(count(query)).isEqualTo(2);
        }

        store.close();

        assertThat(Files.size(file)).as("after the last checkpoint").isLessThan(before / 10);
        assertThat(Database.problems(file)).isEqualTo("ok");
    }

    @Test
    void theConnectionIsAsPatientAsBefore() throws Exception {
        Database.leaveUnused(file, 1000);
        try (Connection connection = Database.connect(file)) {
            patience(connection, " = 1234");

            assertThat(new UnusedSpace(connection).giveBack().compacted()).isTrue();

            assertThat(patience(connection, "")).isEqualTo(1234);
        }
    }

    private static int patience(Connection connection, String change) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet patience = statement.executeQuery("PRAGMA busy_timeout" + change)) {
            patience.next();
            return patience.getInt(1);
        }
    }

    @Test
    void rowsThatWaitForTheirImportStay() throws Exception {
        WaitingTable table = store.waiting().create();
        store.putWaiting(table, List.of(WaitingRow.of(2, new NewUser("Bo", 7, "male"))));
        Database.leaveUnused(file, 1000);

        assertThat(store.compact().compacted()).isTrue();

        assertThat(store.importNext(table, 10).rows()).isEqualTo(1);
        assertThat(Database.users(file)).isEqualTo(2);
    }

    private static int count(Statement query) throws SQLException {
        try (ResultSet rows = query.executeQuery("SELECT count(*) FROM users")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
