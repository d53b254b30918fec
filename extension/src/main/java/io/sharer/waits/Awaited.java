package io.sharer.waits;

/** What a thread, or a turn, can wait for. Thread-safe; asked without any lock held. */
public interface Awaited {
    /** Who has to act before the wait can end. */
    Blockers blockers();

    /** What it is, in words that follow "waits for". */
    String description();
}
