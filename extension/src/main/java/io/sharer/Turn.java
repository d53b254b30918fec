package io.sharer;

import io.sharer.turn.RunningTurn;
import java.time.Duration;
import java.util.Optional;

/**
 * A turn, as the body that runs in it sees it. Thread-safe; nothing here blocks.
 *
 * <p>The number of a turn never comes twice in the life of its queue, and later turns have higher ones. So whoever is
 * given it along with a request can refuse requests of turns that are over (a fencing token).
 */
public interface Turn {
    /**
     * The turn in which the calling thread runs a body; of nested ones, the innermost.
     *
     * <p>Turns of {@link SerialExecutor#call} and {@link SerialExecutor#run} in queues that were built without a
     * container cost as much as a lock, and noting them would cost as much again: so they are noted from the first use
     * of this method on. At the first use itself, the turn of such a queue is told if the thread holds just one.
     *
     * <p>{@code @PreDestroy} runs in the last turn of its bean. One that is not waited for any longer, because a body
     * takes no notice of its interrupt, runs in none.
     *
     * @return empty if the thread runs no body: the stage that a body returned has the turn, too, but no thread
     */
    static Optional<Turn> current() {
        return RunningTurn.current();
    }

    /** {@return the name of the queue; with a {@link SharedKey}, that of the key's, such as {@code accounts[4711]}} */
    String queue();

    /** {@return the number of the turn, counted from 1 in its queue; with a key some numbers are left out} */
    long number();

    /** {@return how long the body waited for it; zero if the turn was free} */
    Duration waited();

    /**
     * {@return for how long the body has been running} If its turn was free, and began before anybody had used
     * {@link #current()}, no clock was read: then since the body's first question.
     */
    Duration running();
}
