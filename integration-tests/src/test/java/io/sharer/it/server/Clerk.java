package io.sharer.it.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;

/** Works with the ledger beside the transaction of its caller. */
@ApplicationScoped
public class Clerk {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    /** Suspends the caller's transaction and then asks for a turn. */
    @Transactional(value = TxType.REQUIRES_NEW, dontRollbackOn = RuntimeException.class)
    public int lookApart() throws SQLException {
        return ledger.look();
    }
}
