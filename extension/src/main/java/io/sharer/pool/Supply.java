package io.sharer.pool;

import io.sharer.PoolException;
import io.sharer.pool.WaitingLine.Order;
import io.sharer.pool.WaitingLine.Served;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects to borrowers, those that come back and those that are made, and has closed what has to go. All of it
 * ends with a look at who waits.
 */
final class Supply<T> {
    private final PoolConfig<T> config;
    private final Stock<T> stock;
    private final WaitingLine<T> line;
    private final Lifecycle<T> lifecycle;
    private final Listener listener;

    Supply(PoolConfig<T> config, Stock<T> stock, WaitingLine<T> line, Lifecycle<T> lifecycle, Listener listener) {
        this.config = config;
        this.stock = stock;
        this.line = line;
        this.lifecycle = lifecycle;
        this.listener = listener;
    }

    /** Told, on whatever thread it happens, of what asks for upkeep. */
    interface Listener {
        void made(long at);

        void closed();
    }

    // --- Coming back ---

    /** Ends a loan after which nothing has to be done about the object; false if it has ended before. */
    boolean takeBack(PooledLease<T> lease) {
        lease.slot.forget(lease);
        return release(lease.slot, lease.loan, lease.item);
    }

    /**
     * Makes the object of a slot idle, or gives it to whoever waits, or closes it if there are too many.
     *
     * @param from the state of the slot, for who has it and gives it away by this
     * @return false if the slot is not in that state
     */
    boolean release(Slot<T> slot, long from, Item<T> item) {
        if (!line.isQuiet()) {
            return releaseAttentively(slot, from, item);
        }
        if (!slot.change(from, Slot.IDLE)) {
            return false;
        }
        if (!line.isQuiet()) {
            lookAfterIdle(slot, Slot.next(from, Slot.IDLE), item);
        }
        return true;
    }

    private boolean releaseAttentively(Slot<T> slot, long from, Item<T> item) {
        if (beginRemoval()) {
            return remove(slot, from, item);
        }
        if (!line.mayBeOvertaken() && handOver(slot, from, item)) {
            return true;
        }
        if (!slot.change(from, Slot.IDLE)) {
            return false;
        }
        lookAfterIdle(slot, Slot.next(from, Slot.IDLE), item);
        return true;
    }

    private void lookAfterIdle(Slot<T> slot, long idle, Item<T> item) {
        if (beginRemoval()) {
            remove(slot, idle, item);
        } else if (!line.rouse()) {
            handOver(slot, idle, item);
        }
    }

    private boolean handOver(Slot<T> slot, long from, Item<T> item) {
        if (line.waiting() == 0) {
            return false;
        }
        Served<T> served = new Served<>();
        boolean handedOver = line.handOver(slot, from, item, served);
        act(served);
        return handedOver;
    }

    /** Whether an object has to go; its place counts as one that is about to be free from then on. */
    private boolean beginRemoval() {
        if (line.isClosed()) {
            stock.places.beginClosing();
            return true;
        }
        if (line.mayBeTooLarge()) {
            if (stock.beginShrinking()) {
                return true;
            }
            lookAtSize();
        }
        return false;
    }

    /**
     * Closes an object whose place counts as one that is about to be free; that is taken back if it is not in that
     * state any more.
     *
     * @return false in that case
     */
    boolean remove(Slot<T> slot, long from, Item<T> item) {
        if (!slot.change(from, Slot.CLOSED)) {
            stock.places.stay();
            // As long as it counted as going, others may have found that no more has to go.
            if (stock.isTooLarge()) {
                lookAtSize();
                removeSurplus();
            }
            return false;
        }
        retire(slot, item);
        return true;
    }

    /** The size has been changed. */
    void lookAtSize() {
        Served<T> served = new Served<>();
        line.lookAtSize(served);
        act(served);
    }

    // --- Closing ---

    /** Closes an idle object, if it is that still, whatever else there is. */
    void removeIdle(Slot<T> slot, long idle, Item<T> item) {
        stock.places.beginClosing();
        remove(slot, idle, item);
    }

    /** Closes all idle objects. */
    void removeAllIdle() {
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null) {
                removeIdle(slot, state, item);
            }
        }
    }

    /** Closes idle objects, the longest idle first, until there are not too many. */
    void removeSurplus() {
        for (Slot<T> slot : stock.slotsByAge()) {
            long state = slot.state();
            Item<T> item = slot.idle(state);
            if (item != null) {
                if (!stock.beginShrinking()) {
                    return;
                }
                remove(slot, state, item);
            }
        }
    }

    /** Closes the object of a slot that the caller has. */
    void close(Slot<T> slot, Item<T> item) {
        slot.set(Slot.CLOSED);
        stock.places.beginClosing();
        retire(slot, item);
    }

    /** Closes the object of a slot that nobody else has, and whose place is about to be free. */
    void retire(Slot<T> slot, Item<T> item) {
        lifecycle.close(item);
        stock.free(slot);
        lookAfterPlace();
        listener.closed();
    }

    private void lookAfterPlace() {
        if (!line.isQuiet()) {
            Served<T> served = new Served<>();
            line.placeFreed(served);
            act(served);
        }
    }

    /** A place that was given to somebody is not used. */
    void giveUp(Slot<T> slot) {
        stock.giveUp(slot);
        lookAfterPlace();
    }

    // --- Making ---

    /** Makes an object for this thread, in the place that it has been given. */
    PooledLease<T> makeHere(Slot<T> slot, @Nullable Throwable origin) {
        Item<T> item = make(slot);
        PooledLease<T> lease = Objects.requireNonNull(stock.lend(slot, slot.state(), item, origin));
        slot.lentTo(Thread.currentThread(), lease.loan);
        if (line.isClosed() && lease.end(Slot.CLOSED)) {
            close(slot, item);
            throw PoolMessages.closed(config.name());
        }
        return lease;
    }

    /** Makes an object that whoever is first gets. */
    void makeForAll(Slot<T> slot) {
        Item<T> item = make(slot);
        // Nobody overtakes a borrower for whom it may have been made.
        if (line.mayBeTooLarge() || !handOver(slot, slot.state(), item)) {
            release(slot, slot.state(), item);
        }
    }

    private Item<T> make(Slot<T> slot) {
        slot.beginMaking();
        Item<T> item;
        try {
            item = lifecycle.make();
        } catch (RuntimeException | Error e) {
            // After an error too the place has to be free again.
            slot.endMaking();
            giveUp(slot);
            throw e;
        }
        slot.put(item);
        slot.endMaking();
        listener.made(item.made);
        return item;
    }

    private void order(Order<T> order) {
        try {
            config.executor().execute(() -> fulfil(order));
        } catch (RuntimeException | Error e) {
            giveUp(order.slot());
            expectsNoMore(order.borrower(), () -> PoolMessages.executorRefused(config.name(), e));
        }
    }

    private void fulfil(Order<T> order) {
        try {
            if (order.slot().state() == order.making()) {
                makeForAll(order.slot());
            }
            expectsNoMore(order.borrower(), null);
        } catch (RuntimeException | Error e) {
            // The borrower, which is told of errors too, has an exception of its own, with its own stack.
            Throwable cause = e instanceof PoolException && e.getCause() != null ? e.getCause() : e;
            expectsNoMore(order.borrower(), () -> PoolMessages.creationFailed(config.name(), cause));
        }
    }

    private void expectsNoMore(Borrower<T> borrower, @Nullable Supplier<PoolException> failure) {
        Served<T> served = new Served<>();
        line.expectsNoMore(borrower, failure, served);
        act(served);
    }

    // --- What follows from a look at the line ---

    /** Wakes those who have an outcome, and has made what they need. Not called under the lock. */
    void act(Served<T> served) {
        for (Borrower<T> borrower : served.settled) {
            borrower.wake();
        }
        for (Order<T> order : served.orders) {
            order(order);
        }
    }

    /** Whether the pool is closing, or closed. */
    boolean isClosed() {
        return line.isClosed();
    }
}
