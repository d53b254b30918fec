package io.sharer.jfr;

/** Makes events: loaded only where the flight recorder is. */
final class Recordings {
    // Ask for their classes. Never begun nor committed.
    private static final TurnWaitEvent WAITS = new TurnWaitEvent();
    private static final TurnHeldEvent TURNS = new TurnHeldEvent();
    private static final LeaseEvent LEASES = new LeaseEvent();

    private Recordings() {}

    static boolean recordsWaits() {
        return WAITS.isEnabled();
    }

    static boolean recordsTurns() {
        return TURNS.isEnabled();
    }

    static boolean recordsLeases() {
        return LEASES.isEnabled();
    }

    static Recording turnWait(String queue, String body) {
        TurnWaitEvent event = new TurnWaitEvent();
        event.queue = queue;
        event.body = body;
        event.begin();
        return outcome -> {
            event.outcome = outcome;
            event.commit();
        };
    }

    static Recording turnHeld(String queue, String body, long waitedNanos) {
        TurnHeldEvent event = new TurnHeldEvent();
        event.queue = queue;
        event.body = body;
        event.waited = waitedNanos;
        event.begin();
        return outcome -> event.commit();
    }

    static Recording lease(String pool) {
        LeaseEvent event = new LeaseEvent();
        event.pool = pool;
        event.borrower = Thread.currentThread().getName();
        event.begin();
        return outcome -> {
            event.outcome = outcome;
            event.commit();
        };
    }
}
