package io.sharer.spi;

/** All that is said to users about observers of events. */
final class ObserverMessages {
    private ObserverMessages() {}

    static String observerFailed() {
        return "SHARER-500: an observer of events has thrown. Queues and pools go on; further failures of it are not logged."
                + " Let it hand on what may fail.";
    }
}
