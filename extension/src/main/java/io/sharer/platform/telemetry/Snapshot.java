package io.sharer.platform.telemetry;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.ScopesInfo;
import io.sharer.SharerRegistry;
import java.util.List;

/**
 * What the registry has told at one time, for all that is measured of it. It is made anew for each measuring;
 * {@code at} is when, by {@link System#nanoTime()}.
 */
record Snapshot(
        long at,
        List<QueueInfo> queues,
        List<PoolInfo> pools,
        ScopesInfo scopes,
        List<LoopInfo> loops,
        long deadlocks) {
    static Snapshot of(SharerRegistry registry) {
        return new Snapshot(
                System.nanoTime(),
                registry.queues(),
                registry.pools(),
                registry.scopes(),
                registry.loops(),
                registry.deadlocksFound());
    }
}
