package io.sharer.waits;

import org.jspecify.annotations.Nullable;

/**
 * One who has to act before somebody's wait can end.
 *
 * @param description what it does, such as the method it runs and the queue whose turn it has
 * @param thread on which it runs; {@code null} if it runs on none
 * @param waits what it waits for if it runs on no thread; {@code null} if that is nothing, or cannot be seen
 */
public record Blocker(
        String description,
        @Nullable Thread thread,
        @Nullable Wait waits) {}
