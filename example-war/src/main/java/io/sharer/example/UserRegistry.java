package io.sharer.example;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The one way to the users: all of the application's threads call it, and {@link Shared} makes them take turns on the
 * one connection behind it.
 */
@ApplicationScoped
@Shared(capacity = 1000)
public class UserRegistry {
    private final UserStore store;
    private final SerialExecutor queue;

    /** With the database of this server. */
    @Inject
    public UserRegistry(SerialExecutor queue) throws SQLException {
        this.store = UserStore.open(DatabaseFile.locate());
        this.queue = queue;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected UserRegistry() {
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

    /**
     * The users whose name matches a pattern of SQL's LIKE, by id: at most {@code limit} of them, after {@code offset}.
     */
    public UserPage showUsers(String namePattern, long offset, int limit) throws SQLException {
        return store.show(namePattern, offset, limit);
    }

    /** The user with this id. */
    public Optional<User> findUser(long id) throws SQLException {
        return store.find(id);
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
