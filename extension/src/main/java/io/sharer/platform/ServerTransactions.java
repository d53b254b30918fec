package io.sharer.platform;

import io.sharer.TurnException;
import io.sharer.spi.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of Jakarta Transactions, through its {@link TransactionSynchronizationRegistry}, the one part of it
 * that applications may use to follow transactions which others have begun.
 *
 * <p>It is looked up by the first call that asks, since that runs in a component of the application and so sees its
 * {@code java:comp}. Where that fails, a call that needs it fails and the next one looks again; one that merely wants
 * to know is told that there is no transaction, and a look-up for its sake is made once in a second at most, by threads
 * of one class loader. Who has to know looks again unless there was no naming service at all.
 */
final class ServerTransactions implements Transactions {
    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";
    private volatile @Nullable TransactionSynchronizationRegistry registry;

    private volatile @Nullable NothingFound missed;
    private volatile @Nullable NothingFound absence;

    @Override
    public boolean isActive() {
        return isActive(missed);
    }

    @Override
    public boolean isSurelyActive() {
        return isActive(absence);
    }

    /** @param inVain what makes a look-up needless, while it holds */
    private boolean isActive(@Nullable NothingFound inVain) {
        TransactionSynchronizationRegistry found = registry;
        if (found == null) {
            if (inVain != null && inVain.holds()) {
                return false;
            }
            try {
                found = lookUp();
            } catch (NamingException | ClassCastException e) {
                return false;
            }
        }
        return isActive(found);
    }

    @Override
    public @Nullable Object key() {
        TransactionSynchronizationRegistry found = required();
        return isActive(found) ? found.getTransactionKey() : null;
    }

    @Override
    public @Nullable Object completedKey() {
        TransactionSynchronizationRegistry found = registry;
        return found == null || isActive(found) ? null : found.getTransactionKey();
    }

    private static boolean isActive(TransactionSynchronizationRegistry registry) {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION,
                    Status.STATUS_COMMITTED,
                    Status.STATUS_ROLLEDBACK,
                    Status.STATUS_UNKNOWN -> false;
            default -> true;
        };
    }

    @Override
    public void whenCompleted(Runnable action) {
        required().registerInterposedSynchronization(new Completion(action));
    }

    private static final class Completion implements Synchronization {
        private final Runnable action;

        Completion(Runnable action) {
            this.action = action;
        }

        @Override
        public void beforeCompletion() {
            // The turn lasts beyond this.
        }

        @Override
        public void afterCompletion(int status) {
            action.run();
        }
    }

    private TransactionSynchronizationRegistry required() {
        TransactionSynchronizationRegistry found = registry;
        if (found != null) {
            return found;
        }
        try {
            return lookUp();
        } catch (NamingException | ClassCastException e) {
            throw new TurnException(PlatformMessages.noTransactions(NAME), e);
        }
    }

    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    private TransactionSynchronizationRegistry lookUp() throws NamingException {
        try {
            TransactionSynchronizationRegistry found = InitialContext.doLookup(NAME);
            registry = found;
            return found;
        } catch (NamingException | ClassCastException e) {
            NothingFound now = NothingFound.forNow();
            missed = now;
            if (e instanceof NoInitialContextException) {
                absence = now;
            }
            throw e;
        }
    }
}
