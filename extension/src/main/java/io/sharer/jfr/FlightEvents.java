package io.sharer.jfr;

/** Begins events of the flight recorder, where there is one and it records them. Thread-safe. */
public final class FlightEvents {
    private static final boolean PRESENT = isPresent();

    private FlightEvents() {}

    private static boolean isPresent() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightEvents.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Whether turns that are held are recorded. */
    static boolean recordsTurns() {
        return PRESENT && Recordings.recordsTurns();
    }

    /** Whether loans are recorded. */
    public static boolean recordsLeases() {
        return PRESENT && Recordings.recordsLeases();
    }

    /** Whether waits for turns are recorded. */
    public static boolean recordsWaits() {
        return PRESENT && Recordings.recordsWaits();
    }

    /** A thread begins to wait for a turn; to be called only if that is recorded. */
    public static Recording turnWait(String queue, String body) {
        return Recordings.turnWait(queue, body);
    }

    /** A turn begins. */
    static Recording turnHeld(String queue, String body, long waitedNanos) {
        return Recordings.turnHeld(queue, body, waitedNanos);
    }

    /** A loan begins; to be called only if these are recorded. */
    public static Recording lease(String pool) {
        return Recordings.lease(pool);
    }
}
