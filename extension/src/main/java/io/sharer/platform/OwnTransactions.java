package io.sharer.platform;

import io.sharer.spi.ContextCarrier;
import io.sharer.spi.Transactions;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Leaves no transaction of a body on the thread that has run it: one that the body has begun and not completed is
 * rolled back and told of. Servers do so when their task is over, but a task may run several bodies, and the next one
 * would find itself in a stranger's transaction.
 */
final class OwnTransactions implements ContextCarrier {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String NAME = "java:comp/UserTransaction";

    private final Transactions transactions;
    private final ContextCarrier around;

    OwnTransactions(Transactions transactions, ContextCarrier around) {
        this.transactions = transactions;
        this.around = around;
    }

    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        return around.carry(() -> callWithNothingLeft(body));
    }

    private <T extends @Nullable Object> T callWithNothingLeft(Callable<T> body) throws Exception {
        boolean inOne = transactions.isSurelyActive();
        try {
            return body.call();
        } finally {
            if (!inOne && transactions.isSurelyActive()) {
                rollBack();
            }
        }
    }

    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    private static void rollBack() {
        try {
            InitialContext.<UserTransaction>doLookup(NAME).rollback();
            LOG.log(System.Logger.Level.WARNING, PlatformMessages.rolledBack());
        } catch (NamingException | SystemException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, PlatformMessages.notRolledBack(), e);
        }
    }
}
