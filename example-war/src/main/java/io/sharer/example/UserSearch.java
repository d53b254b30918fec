package io.sharer.example;

import io.sharer.Pool;
import io.sharer.PoolStats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds users. It takes no turn: the connection that is injected is another one in each request, lent by
 * {@link ReadConnections}, so searches run beside each other and beside the {@link UserRegistry}.
 *
 * <p>Thread-safe. Its methods are called within a request, but {@link #poolStats}. They throw
 * {@link io.sharer.PoolTimeoutException} if no connection is free in time.
 */
@ApplicationScoped
public class UserSearch {
    private final UserQueries queries;
    private final Pool<Connection> pool;

    /** On each request's own connection. */
    @Inject
    public UserSearch(@ReadOnly Connection connection, @ReadOnly Pool<Connection> pool) {
        this.queries = new UserQueries(connection);
        this.pool = pool;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected UserSearch() {
        this.queries = null;
        this.pool = null;
    }

    /**
     * The users whose name matches a pattern of SQL's LIKE, by id: at most {@code limit} of them, after {@code offset}.
     */
    public UserPage showUsers(String namePattern, long offset, int limit) throws SQLException {
        return queries.show(namePattern, offset, limit);
    }

    /** The user with this id. */
    public Optional<User> findUser(long id) throws SQLException {
        return queries.find(id);
    }

    /** The figures of the pool, told without borrowing from it. */
    public PoolStats poolStats() {
        return pool.stats();
    }
}
