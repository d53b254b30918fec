package io.sharer.cdi.pool;

import io.sharer.PoolInfo;
import io.sharer.pool.ObjectPool;
import io.sharer.pool.PooledLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a definition while the application runs: made when it is first used, with all that scopes have of it.
 * Thread-safe.
 */
final class OpenPool<T> {
    private final PoolDefinition<T> definition;
    private final Opening<T> opening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition unitEnded = lock.newCondition();
    private @Nullable HookBean<T> hooks;
    private volatile @Nullable ObjectPool<T> engine;

    /** The application ends: what is opened even now is closed at once. */
    private volatile boolean ended;

    /** Somebody waits for units of work to end. */
    private volatile boolean unitsAreAwaited;

    /** What scopes have, by what they have it as. */
    private final Map<Object, Held> held = Collections.synchronizedMap(new IdentityHashMap<>());

    /** The one wrapper of a call-scoped bean. */
    private final @Nullable T forCalls;

    /** What a scope has. */
    private interface Held {
        /** The scope lets go. */
        void end();

        /** Whether it has an object. */
        boolean isLent();
    }

    /** How a pool is made. */
    interface Opening<T> {
        /** Finds the hooks, by creating them if need be. */
        HookBean<T> hooks();

        /** Makes the pool, without running code of users. */
        ObjectPool<T> open(OpenPool<T> pool, HookBean<T> hooks);
    }

    OpenPool(PoolDefinition<T> definition, Opening<T> opening) {
        this.definition = definition;
        this.opening = opening;
        this.forCalls = definition.holding() == Holding.PER_CALL
                ? wrapper().around(new LentCalls<>(new CallLoan<>(this)))
                : null;
    }

    String name() {
        return definition.name();
    }

    PoolDefinition<T> definition() {
        return definition;
    }

    /** What it looks like now; as good as empty before it is made. */
    PoolInfo info() {
        ObjectPool<T> pool = engine;
        PoolSettings settings = definition.settings();
        return pool == null ? ObjectPool.unused(name(), settings.minSize(), settings.maxSize()) : pool.info();
    }

    /** Has it try again to make an object, if that has failed last. */
    void tryAgain() {
        ObjectPool<T> pool = engine;
        if (pool != null) {
            pool.tryAgain();
        }
    }

    /** Closes what is idle. */
    void evictIdle() {
        ObjectPool<T> pool = engine;
        if (pool != null) {
            pool.evictIdle();
        }
    }

    /** The pool itself. */
    ObjectPool<T> engine() {
        ObjectPool<T> pool = engine;
        return pool == null ? open() : pool;
    }

    private ObjectPool<T> open() {
        HookBean<T> found = opening.hooks();
        boolean used = false;
        ObjectPool<T> pool;
        lock.lock();
        try {
            pool = engine;
            if (pool == null) {
                pool = opening.open(this, found);
                hooks = found;
                used = true;
                engine = pool;
            }
        } finally {
            lock.unlock();
        }
        if (!used) {
            found.release();
        }
        if (ended) {
            pool.close();
        }
        return pool;
    }

    // --- What scopes have ---

    /** For a scope to have until {@link #giveBack}. */
    T lend() {
        return switch (definition.holding()) {
            case PER_CALL -> Objects.requireNonNull(forCalls);
            case PER_UNIT, LONG -> lendWrapped();
            case BARE -> lendBare();
        };
    }

    private T lendWrapped() {
        HeldLoan<T> loan = new HeldLoan<>(this, definition.holding() == Holding.LONG);
        T wrapped = wrapper().around(new LentCalls<>(loan));
        held.put(wrapped, new Held() {
            @Override
            public void end() {
                loan.end();
            }

            @Override
            public boolean isLent() {
                return loan.isLent();
            }
        });
        return wrapped;
    }

    private T lendBare() {
        PooledLease<T> lease = engine().borrow();
        T object = lease.get();
        held.put(object, new Held() {
            @Override
            public void end() {
                lease.close();
            }

            @Override
            public boolean isLent() {
                return lease.isValid();
            }
        });
        return object;
    }

    private Wrapper<T> wrapper() {
        return Objects.requireNonNull(definition.wrapper(), "wrapped, so with a wrapper");
    }

    /** The scope lets go of what it has. */
    void giveBack(T lent) {
        Held its = held.remove(lent);
        if (its != null) {
            its.end();
            if (unitsAreAwaited) {
                tellUnitEnded();
            }
        }
    }

    // --- The end ---

    /**
     * Waits until no unit of work has an object. A container may never end those that it cuts off, so there is an end
     * to this.
     *
     * @param deadline by {@link System#nanoTime()}
     */
    void awaitUnits(long deadline) {
        if (definition.holding() != Holding.PER_UNIT) {
            return;
        }
        unitsAreAwaited = true;
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (left > 0 && isAnyLent()) {
                left = unitEnded.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnyLent() {
        synchronized (held) {
            return held.values().stream().anyMatch(Held::isLent);
        }
    }

    private void tellUnitEnded() {
        lock.lock();
        try {
            unitEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the pool, while all beans are alive. What scopes have is taken back now or, where a call on it is at work,
     * when that is over, and that is waited for. Objects that are held bare are left to their holders, who may be at
     * work, and closed as they are given back.
     *
     * @param deadline until which it is waited, by {@link System#nanoTime()}
     */
    void close(long deadline) {
        ended = true;
        if (definition.holding() != Holding.BARE) {
            takeBack();
        }
        ObjectPool<T> pool = engine;
        if (pool != null) {
            pool.closeWithin(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (pool.stats().live() == 0) {
                releaseHooks();
            }
        }
    }

    /** All beans have gone: what is left is closed, and nobody is told any more. */
    void end() {
        takeBack();
        releaseHooks();
    }

    private void releaseHooks() {
        HookBean<T> its;
        lock.lock();
        try {
            its = hooks;
            hooks = null;
        } finally {
            lock.unlock();
        }
        if (its != null) {
            its.release();
        }
    }

    private void takeBack() {
        List<Held> all;
        synchronized (held) {
            all = new ArrayList<>(held.values());
            held.clear();
        }
        all.forEach(Held::end);
    }
}
