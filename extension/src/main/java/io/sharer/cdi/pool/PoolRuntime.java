package io.sharer.cdi.pool;

import io.sharer.cdi.EventRelay;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.platform.Execution;
import io.sharer.pool.Housekeeper;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.OwnThreads;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the pools of one application run with, from its start to its end. */
final class PoolRuntime {
    /** So long the end waits for tasks of the pools that are still at work when these are closed. */
    private static final long TASKS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final BeanManager beanManager;

    /** Only where the container has no executor. */
    private final OwnThreads ownThreads = new OwnThreads("sharer-pool");

    /**
     * Not the container's: it runs no code of the application, so it needs nothing of its context; and at the end, when
     * pools still have to give up waiting for what is lent, the container's has stopped.
     */
    private final ScheduledThreadPoolExecutor timer = Housekeeper.newTimer("sharer-pools");

    private final EventRelay events = new EventRelay();
    private final StartedExecutor executor;
    private final ApplicationPools pools;
    private final CallContext calls = new CallContext();
    private final ThreadContext threads;
    private volatile @Nullable RequestThreads requests;

    PoolRuntime(BeanManager beanManager) {
        this.beanManager = beanManager;
        this.executor = new StartedExecutor(beanManager, new Execution(ownThreads, new ClassLoaderCarrier()));
        Configuration configuration = ConfigurationExtension.of(beanManager);
        this.pools = new ApplicationPools(beanManager, executor, new Housekeeper(timer), configuration, events);
        this.threads =
                new ThreadContext(beanManager, this::requests, timer, executor, configuration.get(Keys.THREAD_SWEEP));
    }

    EventRelay events() {
        return events;
    }

    ApplicationPools pools() {
        return pools;
    }

    CallContext calls() {
        return calls;
    }

    ThreadContext threads() {
        return threads;
    }

    /** The container's proxy, which leads to the active request's. */
    private RequestThreads requests() {
        RequestThreads known = requests;
        if (known == null) {
            Bean<?> bean = beanManager.resolve(beanManager.getBeans(RequestThreads.class));
            CreationalContext<?> context = beanManager.createCreationalContext(bean);
            known = (RequestThreads) beanManager.getReference(bean, RequestThreads.class, context);
            requests = known;
        }
        return known;
    }

    /** The application starts. */
    void start() {
        threads.begin();
    }

    /** The archive that a pool is from starts, on a thread that has its context. */
    void start(PoolDefinition<?> definition) {
        executor.start();
        pools.start(definition);
    }

    /** The application ends, and all beans are still alive. */
    void close() {
        threads.endAll();
        pools.close();
        executor.awaitTasks(TASKS_NANOS);
    }

    /** All beans have gone. */
    void end() {
        threads.stop();
        pools.end();
        ownThreads.shutdown();
        timer.shutdownNow();
    }
}
