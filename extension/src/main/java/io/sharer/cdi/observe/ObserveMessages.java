package io.sharer.cdi.observe;

import io.sharer.SharerEvent;

/** All that is logged about events and views. */
final class ObserveMessages {
    private ObserveMessages() {}

    static String eventsLost(long number, int capacity) {
        return ("SHARER-501: %d events were lost, because %d waited already for observers to take them. Have observers of"
                        + " SharerEvent hand on what takes time.")
                .formatted(number, capacity);
    }

    static String observerFailed(SharerEvent event) {
        return ("SHARER-502: an observer of %s has thrown. The next events are told of all the same; further failures are"
                        + " not logged.")
                .formatted(event.getClass().getSimpleName());
    }

    static String notDelivered(long left) {
        return ("SHARER-503: the application has ended before its observers of SharerEvent were done; %d events were not told"
                        + " of. Have observers hand on what takes time.")
                .formatted(left);
    }

    static String notShown() {
        return "SHARER-504: what queues and pools do cannot be shown to JMX, metrics or traces. Everything else goes on."
                + " Look at the cause, or leave that part out, by sharer.observe.jmx = false, sharer.observe.metrics = none"
                + " or sharer.observe.traces = false.";
    }
}
