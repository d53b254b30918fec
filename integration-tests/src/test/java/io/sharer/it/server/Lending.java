package io.sharer.it.server;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.sqlite.JDBC;

/** Makes what is lent. */
@ApplicationScoped
public class Lending {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    @Produces
    @Pooled(maxSize = 1, timeout = "PT0S", keepOn = SQLException.class)
    @TransactionScoped
    Connection open() throws SQLException {
        return new JDBC().connect("jdbc:sqlite::memory:", new Properties());
    }

    /** With a time-out, so it is made away from its borrower. */
    @Produces
    @Pooled(maxSize = 1, timeout = "PT20S")
    @CallScoped
    Supplier<Observation> observer() {
        Observation seen = surroundings.observe();
        return () -> seen;
    }
}
