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
import io.sharer.Turn;
import io.sharer.pool.ObjectPool;
import io.sharer.turn.SerialQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something of Sharer behind, and says what.
 *
 * <ul>
 *   <li>By itself it finds threads of Sharer's that the test has begun, resource scopes that are open, and a turn that
 *       the thread of the test still has.
 *   <li>Of what it is told to {@linkplain #watch watch} it finds turns that are held or waited for, and objects that
 *       are lent. An {@code @Inject SharerRegistry} tells of all queues, pools, loops and scopes of an application.
 * </ul>
 *
 * What has just ended may take a moment to go: a leak is one that is there for three seconds. A test that leaves
 * nothing does not wait, unless idle threads are to go, which takes them a second where nobody closes their queue.
 *
 * <pre>{@code
 * @RegisterExtension
 * final SharerLeaks leaks = new SharerLeaks();
 * }</pre>
 *
 * Registered before others, it looks when these have cleaned up. Threads are those of the whole program, so tests that
 * run side by side cannot be told apart.
 */
public final class SharerLeaks implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharerLeaks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    /** Each tells what is left of it; cleared after each test. */
    private final List<Leftovers> watched = new CopyOnWriteArrayList<>();

    /** Watches nothing but what it finds by itself. */
    public SharerLeaks() {}

    /** What there is of one thing that should not be. */
    @FunctionalInterface
    private interface Leftovers {
        void addTo(List<String> leaks);
    }

    /** The threads that were there before a test. */
    private record Before(Set<Thread> threads) {}

    // --- What is watched ---

    /** After this test nobody has, or waits for, a turn of this queue. Returns it. */
    public <Q extends SerialExecutor> Q watch(Q queue) {
        watched.add(leaks -> {
            QueueStats stats = queue.stats();
            QueueInfo info = queue instanceof SerialQueue engine ? engine.info() : null;
            addTurns(stats, info, leaks);
        });
        return queue;
    }

    /** After this test nothing of this pool is lent. Returns it. */
    public <P extends Pool<?>> P watch(P pool) {
        watched.add(leaks -> {
            PoolStats stats = pool.stats();
            addLeases(stats, pool instanceof ObjectPool<?> engine ? engine.info() : null, leaks);
        });
        return pool;
    }

    /** After this test no scope of this manager's application is open. Returns it. */
    public <M extends ResourceManager> M watch(M manager) {
        watched.add(leaks -> addScopes(manager.active(), leaks));
        return manager;
    }

    /**
     * After this test, or at its {@link #check()}, nothing is held, lent or open of all that the registry tells of.
     * When its container has been closed it tells nothing. Returns it.
     */
    public <R extends SharerRegistry> R watch(R registry) {
        watched.add(leaks -> {
            List<String> all = new ArrayList<>();
            try {
                addAll(registry, all);
            } catch (RuntimeException closed) {
                // An injected registry cannot be asked any more: nothing of it is left but threads, which are found.
                return;
            }
            leaks.addAll(all);
        });
        return registry;
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

    private static void addScopes(Set<ResourceScope> open, List<String> to) {
        open.stream()
                .map(ResourceScope::name)
                .sorted()
                .map(TestkitMessages::scope)
                .forEach(to::add);
    }

    // --- Before and after ---

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put(this, new Before(threads()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Before before = context.getStore(HERE).remove(this, Before.class);
        try {
            failIfAny(() -> {
                Set<String> leaks = leaks();
                leaks.addAll(threadsBut(before == null ? Set.of() : before.threads()));
                return leaks;
            });
        } finally {
            watched.clear();
        }
    }

    /**
     * Looks now, before what is watched is closed, and not at threads.
     *
     * @throws AssertionError if there are leaks
     */
    public void check() {
        failIfAny(this::leaks);
    }

    private void failIfAny(Supplier<Set<String>> look) {
        // The test's own interrupt would keep this thread from waiting.
        boolean interrupted = Thread.interrupted();
        Set<String> leaks = look.get();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!leaks.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            leaks = look.get();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!leaks.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), leaks));
        }
    }

    private Set<String> leaks() {
        ResourceManager manager = ResourceManager.create();
        List<String> leaks = new ArrayList<>();
        Turn.current().ifPresent(turn -> leaks.add(TestkitMessages.ownTurn(turn.queue())));
        manager.current().ifPresent(scope -> leaks.add(TestkitMessages.scope(scope.name())));
        addScopes(manager.active(), leaks);
        watched.forEach(each -> each.addTo(leaks));
        // Each once: a registry may tell of what is found or watched as well.
        return new TreeSet<>(leaks);
    }

    private static List<String> threadsBut(Set<Thread> known) {
        return threads().stream()
                .filter(thread -> !known.contains(thread))
                .map(TestkitMessages::thread)
                .toList();
    }

    private static Set<Thread> threads() {
        return Stream.of(Thread.getAllStackTraces().keySet())
                .flatMap(Set::stream)
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("sharer"))
                .collect(Collectors.toSet());
    }
}
