package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** A number in a database, read and written back in two statements: wrong as soon as two transactions overlap. */
@ApplicationScoped
@Shared
@Transactional
@Witnessed
public class Account {
    @Resource(lookup = "java:comp/DefaultDataSource")
    @SuppressWarnings("NullAway.Init")
    private DataSource database;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    @PostConstruct
    void open() {
        // The specification allows no checked exceptions here, and some servers insist on that.
        try {
            execute("drop table if exists account");
            execute("create table account (balance int)");
            execute("insert into account values (0)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the balance and writes it back, one higher. */
    public void deposit() throws SQLException {
        execute("update account set balance = " + (read() + 1));
    }

    /** The same, two higher. */
    public void depositTwice() throws SQLException {
        deposit();
        deposit();
    }

    /** The same, one higher, whatever becomes of the transaction of the caller. */
    @Transactional(TxType.REQUIRES_NEW)
    public void depositApart() throws SQLException {
        deposit();
    }

    /** The same on another thread. */
    @Transactional(TxType.REQUIRES_NEW)
    public CompletableFuture<Void> depositLater() throws SQLException {
        deposit();
        return CompletableFuture.completedFuture(null);
    }

    /** The same, and then it fails. */
    @Transactional(TxType.REQUIRES_NEW)
    public CompletableFuture<Void> depositLaterAndFail() throws SQLException {
        deposit();
        throw new IllegalStateException("no, rather not");
    }

    /** The same through the bean's proxy. */
    public void depositThrough(Account itself) throws SQLException {
        itself.deposit();
    }

    /** Fails after it has written. */
    public void depositAndFail() throws SQLException {
        deposit();
        throw new IllegalStateException("no, rather not");
    }

    /** What is committed, as seen by anybody who does not wait for a turn. */
    @Unshared
    @Transactional(TxType.REQUIRES_NEW)
    public int balance() throws SQLException {
        return read();
    }

    /** Whether somebody has the turn now. */
    @Unshared
    @Transactional(TxType.SUPPORTS)
    public boolean isBusy() {
        return queue.stats().running() > 0;
    }

    private int read() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select balance from account")) {
            result.next();
            return result.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
