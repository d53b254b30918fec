package io.sharer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a turn.
 *
 * @param body the method or class of what is to run
 * @param thread the name of the thread that waits; {@code null} for a queued body, which keeps none waiting
 * @param waited how long it has waited
 */
public record TurnWaiter(String body, @Nullable String thread, Duration waited) {}
