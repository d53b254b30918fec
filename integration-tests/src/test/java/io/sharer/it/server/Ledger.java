package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import io.sharer.Until;
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
import javax.sql.DataSource;

/** A number in a database that is changed in transactions of the callers', each of which keeps the turn. */
@ApplicationScoped
@Shared(until = Until.COMMIT)
public class Ledger {
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
            execute("drop table if exists ledger");
            execute("create table ledger (entries int)");
            execute("insert into ledger values (0)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the caller's transaction sees. */
    public int read() throws SQLException {
        return select();
    }

    /** Another statement of the caller's transaction. */
    public void write(int entries) throws SQLException {
        execute("update ledger set entries = " + entries);
    }

    /** In a turn that ends with the return. */
    @Shared
    public int look() throws SQLException {
        return select();
    }

    /** As {@link #look()}, for one test only. */
    @Shared
    public int glance() throws SQLException {
        return select();
    }

    /** As {@link #look()}, in a transaction of its own. */
    @Shared
    @Transactional(TxType.REQUIRES_NEW)
    public int lookApart() throws SQLException {
        return select();
    }

    /** What is committed, for who does not wait for a turn. */
    @Unshared
    @Transactional(TxType.REQUIRES_NEW)
    public int committed() throws SQLException {
        return select();
    }

    /** How many turns are held. */
    @Unshared
    public int running() {
        return queue.stats().running();
    }

    private int select() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select entries from ledger")) {
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
