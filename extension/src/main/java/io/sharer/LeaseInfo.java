package io.sharer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An object that is lent.
 *
 * @param thread the name of the thread that has it; {@code null} if that is not known, as after {@code borrowAsync}
 * @param lent for how long; {@code null} unless the pool has a {@code maxLease} or {@code killLease}, without which
 *     nobody looks at the clock
 * @param place where it was borrowed; {@code null} likewise
 */
public record LeaseInfo(
        @Nullable String thread,
        @Nullable Duration lent,
        @Nullable String place) {}
