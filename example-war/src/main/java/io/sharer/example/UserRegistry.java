package io.sharer.example;

import io.sharer.Late;
import io.sharer.Overflow;
import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The one way to add users: all of the application's threads call it, and {@link Shared} makes them take turns on the
 * one connection behind it, for SQLite has one writer at a time. Who only looks for users needs no turn: see
 * {@link UserSearch}.
 */
@ApplicationScoped
@Shared(capacity = 1000)
public class UserRegistry {
    private final Path file;
    private final UserStore store;
    private final SerialExecutor queue;

    /** With the database of this server. */
    @Inject
    public UserRegistry(SerialExecutor queue, @Late Settings settings) throws SQLException {
        this.file = settings.database();
        this.store = UserStore.open(file);
        this.queue = queue;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected UserRegistry() {
        this.file = null;
        this.store = null;
        this.queue = null;
    }

    /** Adds a user and a row of the audit in one transaction, which is rolled back if either fails. */
    public User addUser(String name, int age, String gender) throws SQLException {
        return store.add(name, age, gender);
    }

    /** As {@link #addUser}, for callers that do not wait for their turn: it returns at once. */
    public CompletionStage<User> addUserSoon(String name, int age, String gender) {
        return stage(() -> store.add(name, age, gender));
    }

    /**
     * Has the table of an import made. It returns at once; {@link WaitingRows} of the caller's resource scope make
     * their table in the turn, when they are first asked for it.
     */
    public CompletionStage<WaitingTable> tableOf(WaitingRows rows) {
        return CompletableFuture.completedStage(rows.table());
    }

    /** A new table in which rows wait for being imported. Whoever asks for one has it dropped. */
    WaitingTable createTable() throws SQLException {
        return store.waiting().create();
    }

    /** Ends a table with all its rows. It finds a place in the queue, however long that is. */
    @Shared(overflow = Overflow.WAIT)
    void dropTable(WaitingTable table) throws SQLException {
        store.waiting().drop(table);
    }

    /** Has rows wait in a table, all of them or none. It returns at once. */
    public CompletionStage<List<WaitingRow>> putWaiting(WaitingTable table, List<WaitingRow> rows) {
        return stage(() -> {
            store.putWaiting(table, rows);
            return rows;
        });
    }

    /**
     * Adds the next users that wait in a table, in one turn and one transaction. It returns at once.
     *
     * @param most how many rows are taken out of the table
     */
    public CompletionStage<ImportedBatch> importNext(WaitingTable table, int most) {
        return stage(() -> store.importNext(table, most));
    }

    /** Gives back what the database's file does not need any more. Others wait for as long as that takes. */
    public CompactionReport compact() throws SQLException {
        return store.compact();
    }

    private static <T> CompletionStage<T> stage(Transactions.Work<T> work) {
        try {
            return CompletableFuture.completedStage(work.run());
        } catch (SQLException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The file of the database: it is there, has its tables, and is kept open for as long as this bean lives. */
    @Unshared
    public Path file() {
        return file;
    }

    /** The figures of the queue, told without waiting in it. */
    @Unshared
    public QueueStats queueStats() {
        return queue.stats();
    }

    /** The queue's last turn: whatever was acknowledged is in the file. */
    @PreDestroy
    void close() {
        try {
            store.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be closed", e);
        }
    }
}
