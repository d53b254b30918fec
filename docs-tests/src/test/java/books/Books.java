package books;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The books, in a database with one connection. */
@Shared(capacity = 100, timeout = "PT10S")
@ApplicationScoped
public class Books {
    static final String URL = "books.url";

    private Connection connection; // belongs to whoever has the turn

    /** Both or none. */
    public void transfer(String from, String to, int amount) throws SQLException {
        inTransaction(own -> {
            add(own, from, -amount);
            add(own, to, amount);
        });
    }

    /** The same later: this returns at once. */
    public CompletionStage<Void> transferLater(String from, String to, int amount) throws SQLException {
        transfer(from, to, amount); // this.transfer is part of the turn that is under way
        return CompletableFuture.completedFuture(null);
    }

    public int balance(String account) throws SQLException {
        String query = "select coalesce(sum(amount), 0) from entry where account = ?";
        try (PreparedStatement select = connection().prepareStatement(query)) {
            select.setString(1, account);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    private static void add(Connection own, String account, int amount) throws SQLException {
        try (PreparedStatement insert = own.prepareStatement("insert into entry values (?, ?)")) {
            insert.setString(1, account);
            insert.setInt(2, amount);
            insert.executeUpdate();
        }
    }

    private void inTransaction(Step step) throws SQLException {
        Connection own = connection();
        own.setAutoCommit(false);
        try {
            step.run(own);
            own.commit();
            own.setAutoCommit(true); // or the next query would begin a transaction that nobody ends
        } catch (Throwable e) { // whatever it is, for what follows would commit
            undo(own, e);
            throw e;
        }
    }

    private void undo(Connection own, Throwable why) {
        try {
            own.rollback();
            own.setAutoCommit(true);
        } catch (SQLException e) {
            why.addSuppressed(e);
            abandon(own, why);
        }
    }

    /** The database undoes what a connection that ends has not committed. */
    private void abandon(Connection broken, Throwable why) {
        connection = null;
        try {
            broken.abort(Runnable::run);
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Opened with the first call, and again by the first one after it has broken. */
    private Connection connection() throws SQLException {
        if (connection == null || !connection.isValid(1)) {
            connection = DriverManager.getConnection(System.getProperty(URL, "jdbc:h2:./books"));
            try (Statement create = connection.createStatement()) {
                create.execute("create table if not exists entry (account varchar(40), amount int)");
            }
        }
        return connection;
    }

    /** The last turn. */
    @PreDestroy
    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void run(Connection own) throws SQLException;
    }
}
