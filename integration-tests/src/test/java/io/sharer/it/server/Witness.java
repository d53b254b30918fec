package io.sharer.it.server;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a turn is to have been taken and the transaction is not to have begun, and notes what is there before
 * and after each deposit.
 */
@Witnessed
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 150)
public class Witness {
    private static final List<Moment> SEEN = new CopyOnWriteArrayList<>();

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TransactionSynchronizationRegistry transactions;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Account account;

    /** What was there at one moment. */
    record Moment(boolean turnIsTaken, boolean inTransaction, int committedBalance) {}

    static List<Moment> seen() {
        return SEEN;
    }

    @AroundInvoke
    @Nullable Object watch(InvocationContext call) throws Exception {
        if (!call.getMethod().getName().equals("deposit")) {
            return call.proceed();
        }
        SEEN.add(now());
        try {
            return call.proceed();
        } finally {
            SEEN.add(now());
        }
    }

    private Moment now() throws Exception {
        boolean inTransaction = transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        return new Moment(account.isBusy(), inTransaction, account.balance());
    }
}
