package io.sharer.example;

import io.sharer.QueueClosedException;
import io.sharer.ResourceScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * The table in which the rows of an import wait: one for each resource scope, made when it is first used there, and
 * dropped at the scope's end, whatever that comes by.
 */
@ResourceScoped
public class WaitingRows {
    private static final System.Logger LOG = System.getLogger(WaitingRows.class.getName());

    private final UserRegistry registry;
    private final WaitingTable table;

    /** Makes the table in a turn of the registry. */
    @Inject
    public WaitingRows(UserRegistry registry) throws SQLException {
        this.registry = registry;
        this.table = registry.createTable();
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected WaitingRows() {
        this.registry = null;
        this.table = null;
    }

    /** What the registry knows it by. It is a value, and may be used where the scope does not reach. */
    public WaitingTable table() {
        return table;
    }

    /** What was imported is imported: a table that stays is no failure of that. */
    @PreDestroy
    void drop() {
        try {
            registry.dropTable(table);
        } catch (QueueClosedException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} ends with its connection.", table);
        } catch (SQLException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, table + " stays as long as its connection", e);
        }
    }
}
