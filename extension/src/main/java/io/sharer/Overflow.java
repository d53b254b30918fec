package io.sharer;

/** What becomes of a call that finds its queue at capacity. */
public enum Overflow {
    /** It is refused at once with a {@link TurnRejectedException}. */
    REJECT,
    /**
     * It waits for a place in the queue, as long as its time-out allows: a submission blocks its caller meanwhile, a
     * synchronous call stands in line at once, for it waits either way.
     */
    WAIT,
    /**
     * The oldest queued body makes room for it, and fails with a {@link TurnRejectedException}. A waiting thread is
     * never dropped; where there are only such, the new call is refused.
     */
    DROP_OLDEST
}
