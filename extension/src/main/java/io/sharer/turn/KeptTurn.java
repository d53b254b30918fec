package io.sharer.turn;

import io.sharer.waits.Blocker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A turn that a transaction keeps: it outlives the call that took it, and ends when the transaction has completed and
 * no body of it runs inside the turn any more, whichever is later. Either may happen on any thread.
 *
 * <pre>
 *   bodies inside:  1 ... n  --- the last one leaves ---&gt;  0
 *        |  ^                                             |  ^
 *        |  +------- a body of the transaction enters ----+  |
 *   completed                                        completed
 *        v                                                |
 *   1 ... n, completed  --- the last one leaves ---&gt;  ENDED
 * </pre>
 *
 * One word holds both, so exactly one change of it leads to the end, and nobody enters after the completion.
 */
final class KeptTurn {
    private static final VarHandle WORD;

    /** The transaction has completed; the other bits count the bodies inside. */
    private static final int COMPLETED = 1 << 31;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(KeptTurn.class, "word", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the transaction is known by. */
    final Object key;

    /** Whether it may run beside other readers. */
    final boolean read;

    private final KeptTurns turns;
    private final Object label;

    /** The thread that was last seen in the transaction, and so is taken for the one that will complete it. */
    private volatile Thread thread = Thread.currentThread();

    /** Whether it is a turn by itself: no thread has it, or has another one besides. */
    private volatile boolean apart;

    @SuppressWarnings({"UnusedVariable", "FieldCanBeFinal"}) // through WORD
    private volatile int word = 1;

    /** A turn that this thread is in now. */
    KeptTurn(KeptTurns turns, Object key, Object label, boolean read) {
        this.turns = turns;
        this.key = key;
        this.label = label;
        this.read = read;
    }

    /** The thread that has to complete the transaction, as far as can be seen. */
    Thread thread() {
        return thread;
    }

    /** Makes it a turn by itself, which is counted, and shown among the holders, beside those of threads. */
    void setApart() {
        apart = true;
    }

    boolean isApart() {
        return apart;
    }

    /** A body of the transaction begins inside the turn on this thread; false if it is over. */
    boolean enter() {
        int w;
        do {
            w = word;
            if ((w & COMPLETED) != 0) {
                return false;
            }
        } while (!WORD.compareAndSet(this, w, w + 1));
        thread = Thread.currentThread();
        return true;
    }

    /** A body inside is done. */
    void leave() {
        if ((int) WORD.getAndAdd(this, -1) - 1 == COMPLETED) {
            turns.end(this);
        }
    }

    /** The transaction has completed. More than once does no harm. */
    void complete() {
        if ((int) WORD.getAndBitwiseOr(this, COMPLETED) == 0) {
            turns.end(this);
        }
    }

    String description() {
        return "the transaction of the thread '" + thread.getName() + "', in which " + TurnMessages.describe(label)
                + " ran";
    }

    Blocker asBlocker(TurnQueue queue) {
        return Blocker.running(
                () -> description() + " and which keeps the turn of the queue '" + queue.name()
                        + "' until it has completed",
                thread);
    }
}
