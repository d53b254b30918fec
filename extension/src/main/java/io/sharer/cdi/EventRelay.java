package io.sharer.cdi;

import io.sharer.SharerEvent;
import io.sharer.spi.EventObserver;

/**
 * Passes on what happens in the queues, pools or loops of an application, to whom it is told later: they are set up
 * before there is anybody to observe them. Thread-safe.
 */
public final class EventRelay implements EventObserver {
    private volatile EventObserver observer = EventObserver.NONE;

    private volatile Runnable whenNew = () -> {};

    /** Whom to tell from now on. */
    public void passOnTo(EventObserver newObserver) {
        observer = newObserver.isolated();
    }

    /** Whom to tell, from now on, that there is something that was not there before, such as a queue. */
    public void whenNew(Runnable action) {
        whenNew = action;
    }

    /** There is something that was not there before. Not called under a lock. */
    public void somethingNew() {
        whenNew.run();
    }

    @Override
    public void happened(SharerEvent event) {
        observer.happened(event);
    }
}
