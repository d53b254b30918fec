package io.sharer.platform;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the calling thread is in a transaction that can still commit or be rolled back.
 *
 * <p>The registry that knows is looked up by the first threads that ask, since they run in a component of the
 * application and so see its {@code java:comp}. After a few that do not, nobody looks any more and the answer is no: it
 * serves warnings only.
 */
final class CurrentTransaction implements BooleanSupplier {
    private final AtomicInteger looksLeft = new AtomicInteger(16);
    private volatile @Nullable TransactionSynchronizationRegistry registry;

    @Override
    public boolean getAsBoolean() {
        TransactionSynchronizationRegistry found = find();
        if (found == null) {
            return false;
        }
        int status = found.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    @SuppressWarnings("BanJNDI") // a fixed name in java:comp, which the container binds
    private @Nullable TransactionSynchronizationRegistry find() {
        TransactionSynchronizationRegistry found = registry;
        if (found != null || looksLeft.get() <= 0) {
            return found;
        }
        looksLeft.decrementAndGet();
        try {
            found = InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
            registry = found;
        } catch (NoInitialContextException e) {
            looksLeft.set(0);
        } catch (NamingException | ClassCastException e) {
            // Not from this thread; perhaps from the next.
        }
        return found;
    }
}
