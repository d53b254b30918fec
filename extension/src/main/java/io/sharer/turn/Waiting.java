package io.sharer.turn;

import org.jspecify.annotations.Nullable;

/** A place in line: a {@link WaitingThread} or a {@link QueuedBody}. All fields are guarded by the line's mutex. */
abstract class Waiting {
    @Nullable Waiting ahead;

    @Nullable Waiting behind;

    boolean inLine;

    /** When it joined the line, by {@link System#nanoTime()}. */
    long since;
}
