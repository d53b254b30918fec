package io.sharer.example;

import io.sharer.PoolHooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Tells the pool which of its connections can be lent again. */
@ApplicationScoped
@ReadOnly
public class ReadConnectionHealth implements PoolHooks<Connection> {
    private static final int LONGEST_ANSWER_SECONDS = 1;

    /** It answers, and is in no transaction, in which it would go on to read what was there long ago. */
    @Override
    public boolean isHealthy(Connection connection) {
        try {
            return connection.isValid(LONGEST_ANSWER_SECONDS) && connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }
}
