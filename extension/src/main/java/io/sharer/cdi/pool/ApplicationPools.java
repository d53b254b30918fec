package io.sharer.cdi.pool;

import io.sharer.PoolInfo;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.pool.Housekeeper;
import io.sharer.pool.ObjectPool;
import io.sharer.pool.PoolConfig;
import io.sharer.spi.EventObserver;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The pools of one application: made as they are used, or when the application starts, and closed with it, in the
 * reverse order. Thread-safe.
 */
final class ApplicationPools {
    /** So long units of work that are under way have to end by themselves, all of them together. */
    private static final long UNITS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final BeanManager beanManager;
    private final Executor executor;
    private final Housekeeper housekeeper;
    private final Configuration configuration;
    private final EventObserver observer;
    private final Map<String, OpenPool<?>> byName = new ConcurrentHashMap<>();

    /** In the order in which they were first used. */
    private final Deque<OpenPool<?>> opened = new ConcurrentLinkedDeque<>();

    ApplicationPools(
            BeanManager beanManager,
            Executor executor,
            Housekeeper housekeeper,
            Configuration configuration,
            EventObserver observer) {
        this.beanManager = beanManager;
        this.executor = executor;
        this.housekeeper = housekeeper;
        this.configuration = configuration;
        this.observer = observer;
    }

    /** What is configured of the pools, and of the application. */
    Configuration configuration() {
        return configuration;
    }

    /** The pool of a definition, which is made when it is used. */
    <T> OpenPool<T> add(PoolDefinition<T> definition) {
        OpenPool<T> pool = new OpenPool<>(definition, new OpenPool.Opening<>() {
            @Override
            public HookBean<T> hooks() {
                return HookBean.of(beanManager, definition);
            }

            @Override
            public ObjectPool<T> open(OpenPool<T> its, HookBean<T> hooks) {
                opened.addFirst(its);
                return new ObjectPool<>(configOf(definition, hooks));
            }
        });
        byName.put(definition.name(), pool);
        return pool;
    }

    private <T> PoolConfig<T> configOf(PoolDefinition<T> definition, HookBean<T> hooks) {
        PooledObjects<T> objects = new PooledObjects<>(
                beanManager, definition.bean(), definition.name(), definition.source(), definition.closing());
        PoolSettings settings = definition.settings();
        return new PoolConfig<>(
                definition.name(),
                objects::make,
                object -> {
                    objects.close(object);
                    return null;
                },
                hooks.hooks(),
                settings.minSize(),
                settings.maxSize(),
                settings.maxUses(),
                settings.timeout(),
                settings.maxIdle(),
                settings.maxAge(),
                settings.maxLease(),
                settings.killLease(),
                settings.healthEvery(),
                // What is held bare comes back when its holder ends, which is after this.
                definition.holding() == Holding.BARE ? Duration.ZERO : settings.drainTimeout(),
                settings.graceTimeout(),
                settings.secondBorrow(),
                settings.discard(),
                executor,
                housekeeper,
                observer);
    }

    /** Of all pools, whether they are used or not. */
    List<PoolDefinition<?>> definitions() {
        return byName.values().stream()
                .<PoolDefinition<?>>map(OpenPool::definition)
                .toList();
    }

    /** What all pools look like now, whether they are used or not. */
    List<PoolInfo> infos() {
        return byName.values().stream()
                .map(OpenPool::info)
                .sorted(Comparator.comparing(PoolInfo::name))
                .toList();
    }

    /** What the pool of that name looks like now. */
    Optional<PoolInfo> info(String name) {
        return Optional.ofNullable(byName.get(name)).map(OpenPool::info);
    }

    /** The pool of that name. */
    OpenPool<?> named(String name) {
        OpenPool<?> pool = byName.get(name);
        if (pool == null) {
            throw new IllegalArgumentException("no pool is named '" + name + "'");
        }
        return pool;
    }

    /** A pool whose objects are to be there from the start begins to make them. */
    void start(PoolDefinition<?> definition) {
        if (definition.settings().minSize() > 0 && isChosen(definition)) {
            named(definition.name()).engine();
        }
    }

    /**
     * Whether no alternative stands in for it: then nobody asks for its objects, or only for some reason of their own.
     */
    private boolean isChosen(PoolDefinition<?> definition) {
        Annotation[] qualifiers = definition.qualifiers().toArray(Annotation[]::new);
        try {
            Bean<?> chosen = beanManager.resolve(beanManager.getBeans(definition.type(), qualifiers));
            return chosen == null || chosen.equals(definition.bean());
        } catch (AmbiguousResolutionException | IllegalArgumentException undecided) {
            return true;
        }
    }

    /**
     * Closes all, while all beans are alive: first what was used last, and all in the time that one has. What is opened
     * after this is closed at once.
     */
    void close() {
        long unitsEnd = System.nanoTime() + UNITS_NANOS;
        opened.forEach(pool -> pool.awaitUnits(unitsEnd));
        long end = System.nanoTime() + configuration.get(Keys.DRAIN_TIMEOUT).toNanos();
        Deque<OpenPool<?>> unused = new ArrayDeque<>(byName.values());
        unused.removeAll(opened);
        unused.forEach(pool -> pool.close(end));
        opened.forEach(pool -> pool.close(end));
    }

    /** All beans have gone. */
    void end() {
        byName.values().forEach(OpenPool::end);
    }
}
