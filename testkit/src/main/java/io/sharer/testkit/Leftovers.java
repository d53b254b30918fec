package io.sharer.testkit;

import io.sharer.Pool;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.SerialExecutor;
import io.sharer.SharerRegistry;
import io.sharer.pool.ObjectPool;
import io.sharer.turn.SerialQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What there is of one thing that should not be, in words. */
@FunctionalInterface
interface Leftovers {
    void addTo(List<String> leaks);

    /** Turns of a queue, and who waits for one. */
    static Leftovers of(SerialExecutor queue) {
        return leaks -> {
            QueueStats stats = queue.stats();
            addTurns(stats, queue instanceof SerialQueue engine ? engine.info() : null, leaks);
        };
    }

    /** Objects of a pool that are lent. */
    static Leftovers of(Pool<?> pool) {
        return leaks -> {
            PoolStats stats = pool.stats();
            addLeases(stats, pool instanceof ObjectPool<?> engine ? engine.info() : null, leaks);
        };
    }

    /** Scopes that are open. */
    static Leftovers of(ResourceManager manager) {
        return leaks -> manager.active().stream()
                .map(ResourceScope::name)
                .sorted()
                .map(TestkitMessages::scope)
                .forEach(leaks::add);
    }

    /** All of these, of an application. If its container has been closed there is nothing left but threads. */
    static Leftovers of(SharerRegistry registry) {
        return leaks -> {
            List<String> all = new ArrayList<>();
            try {
                addAll(registry, all);
            } catch (RuntimeException e) {
                if (!isOfClosedContainer(e)) {
                    throw e;
                }
                return;
            }
            leaks.addAll(all);
        };
    }

    /**
     * Containers have exceptions of their own, which extend these two. The second is known by its name, for a program
     * without CDI does not have it. What Sharer itself throws of the first kind is not meant.
     */
    private static boolean isOfClosedContainer(RuntimeException e) {
        if (e instanceof IllegalStateException) {
            String text = Objects.requireNonNullElse(e.getMessage(), "");
            return !e.getClass().getName().startsWith("io.sharer.") && !text.startsWith("SHARER-");
        }
        for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("jakarta.enterprise.context.ContextNotActiveException")) {
                return true;
            }
        }
        return false;
    }

    private static void addAll(SharerRegistry registry, List<String> leaks) {
        registry.queues().forEach(queue -> addTurns(queue.stats(), queue, leaks));
        registry.pools().forEach(pool -> addLeases(pool.stats(), pool, leaks));
        registry.scopes().open().forEach(name -> leaks.add(TestkitMessages.scope(name)));
        registry.loops().forEach(loop -> addTurns(loop.bodies(), null, leaks));
    }

    private static void addTurns(QueueStats stats, @Nullable QueueInfo info, List<String> to) {
        if (stats.running() > 0 || stats.length() > 0) {
            to.add(TestkitMessages.turn(
                    stats.name(), stats.running(), stats.length(), info == null ? List.of() : info.holders()));
        }
    }

    private static void addLeases(PoolStats stats, @Nullable PoolInfo info, List<String> to) {
        if (stats.lent() > 0) {
            to.add(TestkitMessages.lease(stats.name(), stats.lent(), info == null ? List.of() : info.leases()));
        }
    }
}
