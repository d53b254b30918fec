package io.sharer.platform;

import io.sharer.TurnException;
import io.sharer.spi.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of Jakarta Transactions, through its {@link TransactionSynchronizationRegistry}, the one part of it
 * that applications may use to follow transactions which others have begun.
 *
 * <p>It is looked up by the first call that asks, since that runs in a component of the application and so sees its
 * {@code java:comp}. Where that fails, a call that needs it fails and the next one looks again; one that merely wants
 * to know is told that there is no transaction, and a look-up for its sake is made once in a second at most, by threads
 * of one class loader. Bodies, which have to know, are not told what others have missed, who may see other names.
 */
final class ServerTransactions implements Transactions {
    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";
    private volatile @Nullable TransactionSynchronizationRegistry registry;

    /** By who merely wants to know. */
    private volatile @Nullable NothingFound missed;

    /** By who has to know, which are bodies, and so see the names that bodies see. */
    private volatile @Nullable NothingFound missedByBody;

    @Override
    public boolean isActive() {
        try {
            TransactionSynchronizationRegistry found = registry;
            if (found == null) {
                NothingFound last = missed;
                if (last != null && last.holds()) {
                    return false;
                }
                found = lookUp();
            }
            return isActive(found);
        } catch (NamingException | RuntimeException e) {
            missed = NothingFound.forNow();
            return false;
        }
    }

    @Override
    public boolean isSurelyActive() {
        try {
            TransactionSynchronizationRegistry found = registry;
            if (found == null) {
                NothingFound last = missedByBody;
                if (last != null && last.holds()) {
                    return false;
                }
                found = lookUp();
            }
            return isActive(found);
        } catch (NamingException | RuntimeException e) {
            missedByBody = NothingFound.forNow();
            return false;
        }
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
        TransactionSynchronizationRegistry found = InitialContext.doLookup(NAME);
        registry = found;
        return found;
    }
}
