package io.sharer.spi;

import io.sharer.SharerEvent;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps from the engines what an observer throws. */
final class IsolatedObserver implements EventObserver {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final EventObserver observer;
    private final AtomicBoolean told = new AtomicBoolean();

    IsolatedObserver(EventObserver observer) {
        this.observer = observer;
    }

    @Override
    public void happened(SharerEvent event) {
        try {
            observer.happened(event);
        } catch (Throwable e) {
            // Whoever tells it may have a turn to end or a borrower to serve.
            tell(e);
        }
    }

    @SuppressWarnings("EmptyCatch") // the log is where this would be told
    private void tell(Throwable e) {
        try {
            if (told.compareAndSet(false, true)) {
                LOG.log(System.Logger.Level.WARNING, ObserverMessages.observerFailed(), e);
            }
        } catch (RuntimeException | Error handlerFailed) {
        }
    }
}
