package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection of the pool, and which of them can be lent again. */
class ReadConnectionsTest {
    private final ReadConnectionHealth health = new ReadConnectionHealth();
    private final Path file;
    private UserStore store;
    private Connection connection;

    ReadConnectionsTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void open() throws SQLException {
        store = UserStore.open(file);
        connection = ReadConnections.connect(file);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        store.close();
    }

    @Test
    void itCannotWrite() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM users"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READONLY");
        }
    }

    @Test
    void itIsHealthyAfterAnAnswer() throws SQLException {
        assertThat(new UserQueries(connection).show("%", 0, 1).total()).isZero();

        assertThat(health.isHealthy(connection)).isTrue();
    }

    @Test
    void itIsNotHealthyInsideATransaction() throws SQLException {
        connection.setAutoCommit(false);

        assertThat(health.isHealthy(connection)).isFalse();
    }

    @Test
    void itIsNotHealthyWhenItIsClosed() throws SQLException {
        connection.close();

        assertThat(health.isHealthy(connection)).isFalse();
    }
}
