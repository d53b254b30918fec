package io.sharer;

/** What becomes of a resource that is acquired where no resource scope is open. */
public enum OutsideUse {
    /** It is refused, with an {@link IllegalStateException}. */
    FAIL,

    /**
     * It is bound to the thread, and logged once for each place in the program, with the stack. The default, unless
     * {@code sharer.outside-use} gives another.
     */
    WARN,

    /** It is bound to the thread. */
    ALLOW
}
