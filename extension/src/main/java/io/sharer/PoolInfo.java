package io.sharer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it looks now: its figures, and what is lent.
 *
 * @param stats the figures
 * @param failure why the last object could not be made; {@code null} if it could, or none was asked for yet
 * @param leases what is lent, longest first as far as that is known
 */
public record PoolInfo(PoolStats stats, @Nullable String failure, List<LeaseInfo> leases) {
    /**
     * Keeps a copy of the list.
     *
     * @param stats the figures
     * @param failure why the last object could not be made, if it could not
     * @param leases what is lent
     */
    public PoolInfo {
        leases = List.copyOf(leases);
    }

    /** {@return the pool's name} */
    public String name() {
        return stats.name();
    }

    /** {@return whether the factory made an object when it was last asked for one, or has not been asked yet} */
    public boolean canMakeObjects() {
        return failure == null;
    }
}
