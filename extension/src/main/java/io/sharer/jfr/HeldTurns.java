package io.sharer.jfr;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The turns that are being recorded. They stand beside the queues, so that a queue has no field for them.
 *
 * <p>Who begins a turn here ends it here, whether it is recorded still or not, so nothing stays. Thread-safe.
 */
public final class HeldTurns {
    private static final ConcurrentMap<Object, Recording> HELD = new ConcurrentHashMap<>();

    private HeldTurns() {}

    /** Whether turns are recorded now. */
    public static boolean areRecorded() {
        return FlightEvents.recordsTurns();
    }

    /**
     * A turn begins; to be called only if they are recorded.
     *
     * @param holder what stands for the turn, by identity
     * @param body what has it, in words
     * @param waitedNanos how long a queued body has waited for it
     */
    public static void begin(Object holder, String queue, Supplier<String> body, long waitedNanos) {
        HELD.put(holder, FlightEvents.turnHeld(queue, body.get(), waitedNanos));
    }

    /** Whether the beginning of any turn has been recorded that has not ended. */
    public static boolean areAny() {
        return !HELD.isEmpty();
    }

    /** A turn has ended, which may have been recorded. */
    public static void end(Object holder) {
        Recording recording = HELD.remove(holder);
        if (recording != null) {
            recording.end("");
        }
    }
}
