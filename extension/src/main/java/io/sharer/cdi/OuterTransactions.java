package io.sharer.cdi;

import io.sharer.turn.SerialQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Warns of calls that take their turn while a transaction is under way and end it before that has committed: of the
 * first such call of each method.
 */
final class OuterTransactions {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final BooleanSupplier inTransaction;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param inTransaction tells of the calling thread */
    OuterTransactions(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** Looks at a call that is about to take its turn in the queue. */
    void look(SharedMethod method, SerialQueue queue) {
        if (method.mayJoinTransaction()
                && inTransaction.getAsBoolean()
                && !queue.isHeldByCurrentThread()
                && told.add(method.label())) {
            LOG.log(System.Logger.Level.WARNING, CdiMessages.outerTransaction(method.label(), queue.name()));
        }
    }
}
