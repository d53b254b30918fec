package io.sharer.testkit;

import io.sharer.Pool;
import io.sharer.ResourceManager;
import io.sharer.SerialExecutor;
import io.sharer.SharerRegistry;
import io.sharer.Turn;
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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
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
 * A queue or pool that all tests of a class share may begin a thread inside one of them and end it after the last. With
 * {@link #perClass()} in a static field threads are looked for when all tests of the class, and what is
 * {@code @AfterAll}, are done.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SharerLeaks leaks = SharerLeaks.perClass();
 * }</pre>
 *
 * Registered before others, it looks when these have cleaned up. Threads are those of the whole program, so tests that
 * run side by side cannot be told apart.
 */
public final class SharerLeaks implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharerLeaks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final boolean threadsOfClass;

    /** Under this stands what was there before a test; under the extension itself, before all. */
    private final Object ofTest = new Object();

    /** Each tells what is left of it; cleared after each test. */
    private final List<Leftovers> watched = new CopyOnWriteArrayList<>();

    /** The same of what all tests of a class share; cleared after the last. */
    private final List<Leftovers> shared = new CopyOnWriteArrayList<>();

    /** Whether what is watched now is what all tests of a class share: it has begun, and no test of it. */
    private volatile boolean sharedNow;

    /** Watches nothing but what it finds by itself. Threads are looked for after each test. */
    public SharerLeaks() {
        this(false);
    }

    private SharerLeaks(boolean threadsOfClass) {
        this.threadsOfClass = threadsOfClass;
    }

    /**
     * For a static field: threads are looked for after all tests of the class, and may belong to what these share. All
     * else is looked at after each test as well. What is watched before the first test, as by the initializer of a
     * static field or in a method that is {@code @BeforeAll}, is so until the last.
     *
     * @return a new one
     */
    public static SharerLeaks perClass() {
        return new SharerLeaks(true);
    }

    /** The threads that were there before a test, or before all of a class. */
    private record Before(Set<Thread> threads) {}

    // --- What is watched ---

    /**
     * After this test nobody has, or waits for, a turn of this queue.
     *
     * @param queue which
     * @param <Q> its type
     * @return the queue
     */
    public <Q extends SerialExecutor> Q watch(Q queue) {
        watched.add(Leftovers.of(queue));
        return queue;
    }

    /**
     * After this test nothing of this pool is lent.
     *
     * @param pool which
     * @param <P> its type
     * @return the pool
     */
    public <P extends Pool<?>> P watch(P pool) {
        watched.add(Leftovers.of(pool));
        return pool;
    }

    /**
     * After this test no scope of this manager's application is open.
     *
     * @param manager which
     * @param <M> its type
     * @return the manager
     */
    public <M extends ResourceManager> M watch(M manager) {
        watched.add(Leftovers.of(manager));
        return manager;
    }

    /**
     * After this test, or at its {@link #check()}, nothing is held, lent or open of all that the registry tells of.
     * When its container has been closed it tells nothing. What it throws otherwise fails the test.
     *
     * @param registry which
     * @param <R> its type
     * @return the registry
     */
    public <R extends SharerRegistry> R watch(R registry) {
        watched.add(Leftovers.of(registry));
        return registry;
    }

    // --- Before and after ---

    @Override
    public void beforeAll(ExtensionContext context) {
        // A nested class is part of the one that it is in.
        if (context.getStore(HERE).get(this) == null) {
            context.getStore(HERE).put(this, new Before(threads()));
        }
        sharedNow = true;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (sharedNow) {
            sharedNow = false;
            shared.addAll(watched);
            watched.clear();
        }
        if (!looksAtThreadsAfterAll(context)) {
            context.getStore(HERE).put(ofTest, new Before(threads()));
        }
    }

    private boolean looksAtThreadsAfterAll(ExtensionContext context) {
        return threadsOfClass && context.getStore(HERE).get(this) != null;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Before before = context.getStore(HERE).remove(ofTest, Before.class);
        try {
            failIfAny(() -> withThreadsBut(before, leaks()));
        } catch (AssertionError e) {
            // What has been told is told once. Others that are used just now are none of that.
            String told = String.valueOf(e.getMessage());
            shared.removeIf(each -> leaksOf(List.of(each)).stream().anyMatch(told::contains));
            throw e;
        } finally {
            watched.clear();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Before before = context.getStore(HERE).remove(this, Before.class);
        if (before == null) {
            return;
        }
        try {
            if (threadsOfClass) {
                failIfAny(() -> withThreadsBut(before, leaks()));
            }
        } finally {
            watched.clear();
            shared.clear();
        }
    }

    private static Set<String> withThreadsBut(@Nullable Before before, Set<String> leaks) {
        if (before != null) {
            leaks.addAll(threadsBut(before.threads()));
        }
        return leaks;
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
        try {
            Set<String> leaks = look.get();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!leaks.isEmpty() && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(this, LOOK_NANOS);
                leaks = look.get();
            }
            if (!leaks.isEmpty()) {
                throw new AssertionError(String.join(System.lineSeparator(), leaks));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Set<String> leaks() {
        ResourceManager manager = ResourceManager.create();
        List<String> leaks = new ArrayList<>();
        Turn.current().ifPresent(turn -> leaks.add(TestkitMessages.ownTurn(turn.queue())));
        manager.current().ifPresent(scope -> leaks.add(TestkitMessages.scope(scope.name())));
        Leftovers.of(manager).addTo(leaks);
        leaks.addAll(leaksOf(shared));
        leaks.addAll(leaksOf(watched));
        // Each once: a registry may tell of what is found or watched as well.
        return new TreeSet<>(leaks);
    }

    private static List<String> leaksOf(List<Leftovers> watched) {
        List<String> leaks = new ArrayList<>();
        watched.forEach(each -> each.addTo(leaks));
        return leaks;
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
