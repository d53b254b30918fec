package io.sharer;

/** When a turn ends. */
public enum Until {
    /** When the method has returned or, if it returned a stage, when that stage is done. */
    RETURN,
    /**
     * When the method has returned and the transaction that its caller is in has completed, by commit, roll-back or
     * time-out, whichever is later; without a transaction, when the method has returned.
     *
     * <p>Calls of the same transaction into the queue run inline meanwhile, whatever thread makes them, and only the
     * outermost turn waits for the commit. So do calls of who is told that the transaction has completed, before the
     * turn has ended: transactional observers, say. A thread that suspends the transaction and then calls into the
     * queue waits for itself and gets a {@link TurnDeadlockException}. A call whose transaction takes nobody any more
     * who waits for its end, as when it is marked for roll-back, gets a {@link TurnException}, and its body does not
     * run.
     *
     * <p>For synchronous methods on their callers' threads, and on platforms with Jakarta Transactions; anything else
     * is a definition error or, where only the first call can tell that there is no transaction manager, a
     * {@link TurnException} from that call.
     */
    COMMIT
}
