package io.sharer.pool;

import io.sharer.Pool;
import io.sharer.PoolHooks;
import io.sharer.SecondBorrow;
import io.sharer.TimeSource;
import io.sharer.Work;
import io.sharer.spi.EventObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of a pool, those that only who integrates pools needs among them. Not thread-safe. */
public final class PoolBuilder<T> implements Pool.Builder<T> {
    private final Callable<? extends T> factory;
    private final List<Class<? extends Throwable>> discardOn = new ArrayList<>();
    private final List<Class<? extends Throwable>> keepOn = new ArrayList<>();
    private String name = "pool";
    private Work<? super T, ?, ?> close = Pools.closeIfCloseable();
    private @Nullable PoolHooks<? super T> hooks;
    private int minSize;
    private int maxSize;
    private int maxUses;
    private @Nullable Duration timeout;
    private @Nullable Duration maxIdle;
    private @Nullable Duration maxAge;
    private @Nullable Duration maxLease;
    private @Nullable Duration killLease;
    private @Nullable Duration healthEvery;
    private Duration drainTimeout = PoolConfig.DEFAULT_DRAIN_TIMEOUT;
    private Duration graceTimeout = PoolConfig.DEFAULT_GRACE_TIMEOUT;
    private Housekeeper housekeeper = Pools.HOUSEKEEPER;
    private SecondBorrow secondBorrow = SecondBorrow.WARN;
    private EventObserver observer = EventObserver.NONE;
    private @Nullable Executor executor;

    PoolBuilder(Callable<? extends T> factory) {
        this.factory = factory;
    }

    @Override
    public PoolBuilder<T> name(String newName) {
        if (newName.isBlank()) {
            throw PoolMessages.blankName();
        }
        name = newName;
        return this;
    }

    @Override
    public PoolBuilder<T> minSize(int newMinSize) {
        PoolConfig.checkSizes(name, newMinSize, 0);
        minSize = newMinSize;
        return this;
    }

    @Override
    public PoolBuilder<T> maxSize(int newMaxSize) {
        PoolConfig.checkSizes(name, 0, newMaxSize);
        maxSize = newMaxSize;
        return this;
    }

    @Override
    public PoolBuilder<T> maxUses(int newMaxUses) {
        PoolConfig.checkUses(name, newMaxUses);
        maxUses = newMaxUses;
        return this;
    }

    @Override
    public PoolBuilder<T> timeout(Duration newTimeout) {
        timeout = PoolConfig.checkTimeout(name, "timeout", newTimeout);
        return this;
    }

    @Override
    public PoolBuilder<T> maxIdle(Duration newMaxIdle) {
        maxIdle = PoolConfig.checkPositive(name, "maxIdle", newMaxIdle);
        return this;
    }

    @Override
    public PoolBuilder<T> maxAge(Duration newMaxAge) {
        maxAge = PoolConfig.checkPositive(name, "maxAge", newMaxAge);
        return this;
    }

    @Override
    public PoolBuilder<T> maxLease(Duration newMaxLease) {
        maxLease = PoolConfig.checkPositive(name, "maxLease", newMaxLease);
        return this;
    }

    @Override
    public PoolBuilder<T> killLease(Duration newKillLease) {
        killLease = PoolConfig.checkPositive(name, "killLease", newKillLease);
        return this;
    }

    @Override
    public PoolBuilder<T> healthEvery(Duration newHealthEvery) {
        healthEvery = PoolConfig.checkPositive(name, "healthEvery", newHealthEvery);
        return this;
    }

    @Override
    public PoolBuilder<T> drainTimeout(Duration newDrainTimeout) {
        drainTimeout = PoolConfig.checkTimeout(name, "drainTimeout", newDrainTimeout);
        return this;
    }

    @Override
    public PoolBuilder<T> close(Consumer<? super T> newClose) {
        Objects.requireNonNull(newClose, "close");
        close = object -> {
            newClose.accept(object);
            return null;
        };
        return this;
    }

    @Override
    public PoolBuilder<T> hooks(PoolHooks<? super T> newHooks) {
        hooks = Objects.requireNonNull(newHooks, "hooks");
        return this;
    }

    @Override
    public PoolBuilder<T> secondBorrow(SecondBorrow newSecondBorrow) {
        secondBorrow = Objects.requireNonNull(newSecondBorrow, "secondBorrow");
        return this;
    }

    @Override
    public PoolBuilder<T> discardOn(Class<? extends Throwable> thrown) {
        discardOn.add(Objects.requireNonNull(thrown, "thrown"));
        return this;
    }

    @Override
    public PoolBuilder<T> keepOn(Class<? extends Throwable> thrown) {
        keepOn.add(Objects.requireNonNull(thrown, "thrown"));
        return this;
    }

    /** What a call may go on for with an object whose lease was killed. By default 5 seconds. */
    public PoolBuilder<T> graceTimeout(Duration newGraceTimeout) {
        graceTimeout = PoolConfig.checkTimeout(name, "graceTimeout", newGraceTimeout);
        return this;
    }

    /** Looks after the pool in time. By default one for all that have no other. */
    public PoolBuilder<T> housekeeper(Housekeeper newHousekeeper) {
        housekeeper = Objects.requireNonNull(newHousekeeper, "housekeeper");
        return this;
    }

    @Override
    public PoolBuilder<T> time(TimeSource time) {
        return housekeeper(new Housekeeper(Objects.requireNonNull(time, "time")));
    }

    /** Told of rare things. By default nobody is. */
    public PoolBuilder<T> observer(EventObserver newObserver) {
        observer = Objects.requireNonNull(newObserver, "observer");
        return this;
    }

    @Override
    public PoolBuilder<T> executor(Executor newExecutor) {
        executor = Objects.requireNonNull(newExecutor, "executor");
        return this;
    }

    @Override
    public ObjectPool<T> build() {
        PoolThreads own = executor == null ? new PoolThreads("sharer-" + name) : null;
        PoolConfig<T> config = new PoolConfig<>(
                name,
                factory,
                close,
                hooks,
                minSize,
                maxSize,
                maxUses,
                timeout,
                maxIdle,
                maxAge,
                maxLease,
                killLease,
                healthEvery,
                drainTimeout,
                graceTimeout,
                secondBorrow,
                new DiscardRule(discardOn, keepOn),
                own == null ? Objects.requireNonNull(executor) : own,
                housekeeper,
                observer);
        ObjectPool<T> pool = new ObjectPool<>(config);
        if (own != null) {
            pool.whenEnded(own::shutdown);
        }
        return pool;
    }
}
