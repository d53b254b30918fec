package io.sharer.pool;

import io.sharer.PoolCreationException;
import io.sharer.PoolException;
import io.sharer.PoolHooks;
import io.sharer.SharerEvent;
import io.sharer.Work;
import io.sharer.waits.Words;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes, checks and closes objects: all calls of users' code, none of which is made under a lock. Thread-safe.
 *
 * <p>What a user's code throws ends here, whatever it is, errors and undeclared exceptions too: a place has to be freed
 * then, or a borrower to be told. It is the outcome of what was asked for, or it is logged, once for each kind of hook;
 * errors of the JVM itself, such as a lack of memory, are logged each time.
 */
final class Lifecycle<T> {
    /** What was used within this time is taken to be healthy. */
    private static final long TRUST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A factory that fails is not asked more often to try again, whoever wants to know. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Causes may go in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    final boolean checksHealth;
    final boolean tellsBorrowed;
    final boolean tellsReturned;

    private final PoolConfig<T> config;
    private final PoolCounts counts;
    private final long maxAgeNanos;
    private final @Nullable PoolHooks<? super T> hooks;

    /** Why the last object could not be made; {@code null} if it could. */
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** When it was last told to; 0 if never. */
    private final AtomicLong triedAgain = new AtomicLong();

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    Lifecycle(PoolConfig<T> config, PoolCounts counts) {
        this.config = config;
        this.counts = counts;
        this.hooks = config.hooks();
        this.maxAgeNanos = PoolConfig.limitOf(config.maxAge());
        this.checksHealth = overrides("isHealthy");
        this.tellsBorrowed = overrides("borrowed");
        this.tellsReturned = overrides("returned");
    }

    /** So that what nobody listens to costs nothing. A proxy overrides everything. */
    private boolean overrides(String hook) {
        if (hooks == null) {
            return false;
        }
        try {
            return hooks.getClass().getMethod(hook, Object.class).getDeclaringClass() != PoolHooks.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    // --- Making ---

    /** Whether the factory has failed last, and was not just told to try again; if so, it counts as told. */
    boolean mayTryAgain() {
        long now = System.nanoTime();
        long before = triedAgain.get();
        return failure.get() != null
                && (before == 0 || now - before >= PAUSE_NANOS)
                && triedAgain.compareAndSet(before, now);
    }

    /** Why the last object could not be made; {@code null} if it could. */
    @Nullable String failure() {
        return failure.get();
    }

    /** Makes an object, on this thread. */
    Item<T> make() {
        T object;
        try {
            object = config.factory().call();
        } catch (Throwable e) {
            // The borrower gets it as the cause.
            throw failed(e);
        }
        if (object == null) {
            throw failed(PoolMessages.nullObject(config.name()));
        }
        counts.created.incrementAndGet();
        Item<T> item = new Item<>(object, maxAgeNanos, config.housekeeper().now());
        if (hooks != null) {
            try {
                hooks.opened(object);
            } catch (Throwable e) {
                // The borrower gets it as the cause, and nobody the object.
                close(item);
                throw failed(e);
            }
        }
        if (failure.get() != null) {
            failure.set(null);
        }
        return item;
    }

    private PoolCreationException failed(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof VirtualMachineError) {
            // A borrower that has gone meanwhile would not tell of it.
            log("factory", e);
        }
        counts.failures.increment();
        // Of several that fail at once one is the first.
        if (failure.getAndSet(inWords(e)) == null) {
            config.observer().happened(new SharerEvent.PoolUnhealthy(config.name(), System.nanoTime(), e));
        }
        return PoolMessages.creationFailed(config.name(), e);
    }

    /** With what is at the bottom of it, for containers wrap what constructors throw. */
    private static String inWords(Throwable e) {
        Throwable root = rootOf(e);
        return root == e ? Words.of(e) : Words.of(e) + ", caused by " + Words.of(root);
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        try {
            for (int depth = 0; depth < DEEPEST_CAUSE && root.getCause() != null; depth++) {
                root = root.getCause();
            }
        } catch (RuntimeException | Error unknown) {
            // One of the users' own, which cannot tell its cause.
            return e;
        }
        return root;
    }

    // --- Lending ---

    /** Whether it has to be checked before it is lent. */
    boolean isInDoubt(Item<T> item) {
        return checksHealth && (item.suspect || config.housekeeper().now() - item.lastUsed > TRUST_NANOS);
    }

    /** Checks it; an exception is an answer. */
    boolean isHealthy(Item<T> item) {
        if (hooks == null) {
            return true;
        }
        boolean healthy;
        try {
            healthy = hooks.isHealthy(item.object);
        } catch (Throwable e) {
            // Whatever keeps it from saying so, the object is not healthy.
            logOnce("isHealthy", e);
            healthy = false;
        }
        if (healthy) {
            item.suspect = false;
            item.lastChecked = config.housekeeper().now();
        } else {
            counts.unhealthy.increment();
        }
        return healthy;
    }

    /** Tells that it is about to be lent; returns why it is not, after all. */
    @Nullable PoolException borrowed(Item<T> item) {
        if (hooks != null) {
            try {
                hooks.borrowed(item.object);
            } catch (Throwable e) {
                // The borrower gets it as the cause.
                return PoolMessages.borrowedFailed(config.name(), e);
            }
        }
        return null;
    }

    void returned(Item<T> item) {
        if (hooks != null) {
            isolated("returned", told(hooks::returned), item);
        }
    }

    // --- Closing ---

    /** Closes it, on this thread. Throws nothing. */
    void close(Item<T> item) {
        isolated("close", config.close(), item);
        if (hooks != null) {
            isolated("closed", told(hooks::closed), item);
        }
        counts.closed.incrementAndGet();
    }

    private static <T> Work<T, @Nullable Void, RuntimeException> told(Consumer<T> hook) {
        return object -> {
            hook.accept(object);
            return null;
        };
    }

    private void isolated(String hook, Work<? super T, ?, ?> call, Item<T> item) {
        try {
            call.apply(item.object);
        } catch (Throwable e) {
            // Who gives back, or closes, can do nothing about it, and the place must not stay taken.
            logOnce(hook, e);
        }
    }

    private void logOnce(String hook, Throwable e) {
        if (logged.add(hook) || e instanceof VirtualMachineError) {
            log(hook, e);
        }
    }

    private void log(String hook, Throwable e) {
        PoolLog.warning(PoolMessages.hookFailed(config.name(), hook), e);
    }

    /** What messages call it. */
    String describe(Item<T> item) {
        try {
            return hooks == null ? String.valueOf(item.object) : hooks.describe(item.object);
        } catch (Throwable e) {
            // Only a message would be lost, to which it does not belong.
            logOnce("describe", e);
            return "an object of " + item.object.getClass().getName();
        }
    }
}
