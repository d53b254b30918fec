package io.sharer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who has a turn, as far as can be seen from another thread.
 *
 * @param body the method or class of what runs
 * @param thread the name of the thread it runs on; {@code null} if it runs on none, as while a stage has the turn
 * @param heldAtLeast how long the turn has been held: since somebody first had to wait for it, and zero if nobody has,
 *     because a turn that nobody waits for reads no clock
 */
public record TurnHolder(String body, @Nullable String thread, Duration heldAtLeast) {}
