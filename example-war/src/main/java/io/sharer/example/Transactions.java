package io.sharer.example;

import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of one connection, each all or nothing. Not thread-safe, as a connection is not. */
final class Transactions {
    private final Connection connection;

    Transactions(Connection connection) {
        this.connection = connection;
    }

    /** What is done in a transaction, and what comes of it. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Commits what the work has done, or takes it back if the work throws. */
    <T> T run(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            // Some failures have taken the transaction back already. Then either of these fails, and tells nothing new.
            tryAfter(e, connection::rollback);
            tryAfter(e, () -> connection.setAutoCommit(true));
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** Something that is done without a result. */
    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    /** What goes wrong now is told with the failure that was there before. */
    private static void tryAfter(Throwable failure, Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
