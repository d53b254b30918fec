package io.sharer;

/** What becomes of a call that finds its queue at capacity. */
public enum Overflow {
    /** It is refused at once with a {@link TurnRejectedException}. */
    REJECT,
    /** It waits for a place in the queue. */
    WAIT,
    /** The oldest queued body makes room for it. */
    DROP_OLDEST
}
