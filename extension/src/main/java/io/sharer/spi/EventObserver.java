package io.sharer.spi;

import io.sharer.SharerEvent;

/**
 * Is told of rare things that happen in queues and pools: deadlocks, full queues, leases that are not given back.
 *
 * <p>It is called on the thread where it happened, under no lock of ours, but perhaps inside a turn or with an object
 * lent. So it must not block, nor call a queue or a pool; what takes time it hands on. What it throws is logged once,
 * and harms nobody. Implementations are thread-safe.
 */
@FunctionalInterface
public interface EventObserver {
    /** Is told of nothing. */
    EventObserver NONE = event -> {};

    /**
     * It has happened.
     *
     * @param event what happened
     */
    void happened(SharerEvent event);

    /**
     * The same observer, whose failures harm nobody: the first is logged. Throws nothing itself.
     *
     * @return an observer that throws nothing
     */
    default EventObserver isolated() {
        return this == NONE || this instanceof IsolatedObserver ? this : new IsolatedObserver(this);
    }
}
