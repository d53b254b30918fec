package io.sharer.example;

import io.sharer.Late;
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
        try {
            return CompletableFuture.completedStage(store.add(name, age, gender));
        } catch (SQLException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * Adds a batch of users in one turn and one transaction. It returns at once.
     *
     * @param begun is run when the turn has come
     * @return who was not added, and why
     */
    public CompletionStage<List<Refusal>> importBatch(List<NewUser> batch, Runnable begun) {
        begun.run();
        try {
            return CompletableFuture.completedStage(store.addAll(batch));
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
