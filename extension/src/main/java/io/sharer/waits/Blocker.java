package io.sharer.waits;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One who has to act before somebody's wait can end.
 *
 * @param description what it does, such as the method it runs and the queue whose turn it has; asked only if it is told
 * @param thread on which it runs; {@code null} if it runs on none
 * @param stalled set if it runs on no thread because no executor has begun it
 * @param waits what it waits for if it runs on no thread; {@code null} if that is nothing, or cannot be seen
 */
public record Blocker(
        Supplier<String> description,
        @Nullable Thread thread,
        @Nullable Stalled stalled,
        @Nullable Wait waits) {
    /** One that a thread runs. */
    public static Blocker running(Supplier<String> description, Thread thread) {
        return new Blocker(description, thread, null, null);
    }

    /** One that has a turn and only needs a thread. */
    public static Blocker stalled(Supplier<String> description, Stalled body) {
        return new Blocker(description, null, body, null);
    }

    /** One that runs on no thread until what it waits for has come. */
    public static Blocker suspended(Supplier<String> description, @Nullable Wait waits) {
        return new Blocker(description, null, null, waits);
    }
}
