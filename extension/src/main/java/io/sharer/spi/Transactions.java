package io.sharer.spi;

import org.jspecify.annotations.Nullable;

/**
 * Tells of the transaction that the calling thread is in, so that a turn can last until it has completed.
 *
 * <p>Implementations are thread-safe and never block. {@link #isActive} is asked by calls that take a turn, so it has
 * to be cheap.
 */
public interface Transactions {
    /** There are no transactions. */
    Transactions NONE = new Transactions() {
        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public @Nullable Object key() {
            return null;
        }

        @Override
        public void whenCompleted(Runnable action) {
            throw new IllegalStateException("there is no transaction");
        }
    };

    /**
     * {@return whether this thread is, as far as can be told, in a transaction that has not completed} Throws nothing.
     */
    boolean isActive();

    /**
     * The same for who does harm if it is wrong; may take longer. Throws nothing.
     *
     * @return whether this thread is in a transaction that has not completed
     */
    default boolean isSurelyActive() {
        return isActive();
    }

    /**
     * What stands for the transaction that this thread is in: equal for all threads that are in it, and for no other
     * transaction.
     *
     * @return {@code null} if this thread is in none, or in one that has completed
     * @throws io.sharer.TurnException if that cannot be told, because there is no transaction manager
     */
    @Nullable Object key();

    /**
     * What stands for the transaction that this thread is still in although it has completed, as while it tells those
     * who wait for that; equal to what {@link #key} gave for it. Throws nothing.
     *
     * @return {@code null} if this thread is in none, or in one that has not completed
     */
    default @Nullable Object completedKey() {
        return null;
    }

    /**
     * Runs the action when the transaction that this thread is in has been committed or rolled back: once, and on any
     * thread, which may be before this returns.
     *
     * @param action to be run then
     * @throws RuntimeException if it is too late for that; the action never runs then
     */
    void whenCompleted(Runnable action);
}
