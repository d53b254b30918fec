package io.sharer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A bounded queue between threads and an {@link EventLoop}: threads wait, the loop gets futures.
 *
 * <p><b>Order.</b> First in, first out; those who wait for a place, and those who wait for an element, are served first
 * come, first served, threads and futures alike. An element goes to one receiver. One whose receiver gives up at that
 * moment goes to the next.
 *
 * <p><b>Back-pressure.</b> A full channel makes {@link #put} wait, {@link #send} return a future that is done when the
 * element has its place, and {@link #offer} return false.
 *
 * <p>The futures are the loop's: they complete on it, and {@link #send} and {@link #receive} are refused while it does
 * not run. The methods that wait must not wait on the loop, which would stop all else: there they throw
 * {@link TurnDeadlockException} where they would have to.
 *
 * <p>Thread-safe. No method takes {@code null}.
 *
 * @param <T> the type of the elements
 */
public interface Channel<T> extends AutoCloseable {
    /**
     * Puts an element in; waits while the channel is full.
     *
     * @param element not {@code null}
     * @throws InterruptedException if this thread is interrupted while it waits; the element is not in the channel
     * @throws ChannelClosedException if the channel is closed, also while this thread waits
     * @throws TurnDeadlockException if this is the loop and the channel is full
     */
    void put(T element) throws InterruptedException;

    /**
     * Puts an element in if there is room.
     *
     * @param element not {@code null}
     * @return whether there was a place
     * @throws ChannelClosedException if the channel is closed
     */
    boolean offer(T element);

    /**
     * Puts an element in as soon as there is room. Cancelling the future takes the element back if it has no place yet.
     * A closed channel fails the future.
     *
     * @param element not {@code null}
     * @return done when the element has its place
     */
    CompletableFuture<Void> send(T element);

    /**
     * Takes an element out; waits while there is none.
     *
     * @return the oldest element
     * @throws InterruptedException if this thread is interrupted while it waits; no element is lost
     * @throws ChannelClosedException if the channel is closed and empty, also while this thread waits
     * @throws TurnDeadlockException if this is the loop and there is no element
     */
    T take() throws InterruptedException;

    /**
     * Takes an element out if there is one, and nobody waits for it.
     *
     * @return the oldest element, or empty if there is none
     */
    Optional<T> poll();

    /**
     * The next element. Cancelling the future leaves the line. A channel that is closed and empty fails the future.
     *
     * @return the element, when there is one
     */
    CompletableFuture<T> receive();

    /**
     * Calls the consumer with each element, one after another, on the loop.
     *
     * @param consumer is given the elements, one after another
     * @return done when the channel is closed and empty; failed when the consumer has thrown, which takes out no more.
     *     Cancelling it, too, ends the consuming
     */
    CompletableFuture<Void> forEach(Consumer<? super T> consumer);

    /** {@return how many elements it has now} */
    int size();

    /** {@return whether it has been closed} */
    boolean isClosed();

    /**
     * Takes no more elements; who waits for a place gets {@link ChannelClosedException}. What is in the channel can
     * still be taken out, unless its loop has stopped. Closing twice does no harm.
     */
    @Override
    void close();
}
