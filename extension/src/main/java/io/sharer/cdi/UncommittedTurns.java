package io.sharer.cdi;

import io.sharer.spi.Transactions;
import io.sharer.turn.SerialQueue;

/**
 * Warns about turns that end before the transaction which is under way as they are taken, so that the next holder may
 * see what is not committed: once for each method.
 *
 * <p>A method that was warned about, or cannot be, costs the look at a flag from then on; any other asks for the
 * transaction before it takes its turn. Where the platform has no transactions there is nothing to ask.
 */
final class UncommittedTurns {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Transactions transactions;

    UncommittedTurns(Transactions transactions) {
        this.transactions = transactions;
    }

    /** This thread is about to call the method, in a turn that lasts until its return. */
    void calling(SharedMethod method, SerialQueue queue) {
        if (method.mayEndEarly().get() && transactions.isActive() && !queue.isInTurn()) {
            warn(method, queue);
        }
    }

    private static void warn(SharedMethod method, SerialQueue queue) {
        if (method.mayEndEarly().getAndSet(false)) {
            LOG.log(System.Logger.Level.WARNING, CdiMessages.endsBeforeCommit(method.label(), queue.name()));
        }
    }
}
