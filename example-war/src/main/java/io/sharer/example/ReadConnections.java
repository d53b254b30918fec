package io.sharer.example;

import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * Makes the connections that only read, for a pool: a request borrows one when it first uses it, and gives it back at
 * its end. In SQLite's WAL mode they read what is committed, and neither wait for who writes nor keep it waiting.
 */
@ApplicationScoped
public class ReadConnections {
    private final UserRegistry registry;

    /** To the registry's database. */
    @Inject
    public ReadConnections(UserRegistry registry) {
        this.registry = registry;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected ReadConnections() {
        this.registry = null;
    }

    @Produces
    @ReadOnly
    @RequestScoped
    @Pooled(
            name = "read connections",
            minSize = 1,
            maxSize = 8,
            timeout = "PT5S",
            maxIdle = "PT1M",
            healthEvery = "PT30S")
    Connection open() throws SQLException {
        return connect(registry.file());
    }

    void close(@Disposes @ReadOnly Connection connection) throws SQLException {
        connection.close();
    }

    /** The mode is the file's: whoever made that has set it. */
    static Connection connect(Path file) throws SQLException {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        return settings.createConnection("jdbc:sqlite:" + file);
    }
}
