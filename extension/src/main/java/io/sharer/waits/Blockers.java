package io.sharer.waits;

import java.util.List;

/**
 * Those who stand between a waiter and what it waits for.
 *
 * @param each whether every one of them has to act, so that one who never will is enough for a deadlock; else any of
 *     them can free the waiter, and all have to be stuck
 * @param blockers who they are; empty if the wait ends by itself
 */
public record Blockers(boolean each, List<Blocker> blockers) {
    /** Nobody: the wait ends by itself, or by somebody who cannot be seen. */
    public static final Blockers NONE = new Blockers(true, List.of());

    /** All of these have to act. */
    public Blockers {
        blockers = List.copyOf(blockers);
    }
}
