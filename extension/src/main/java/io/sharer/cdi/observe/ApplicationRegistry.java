package io.sharer.cdi.observe;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.ResourceStats;
import io.sharer.ScopesInfo;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.late.LateExtension;
import io.sharer.cdi.loop.LoopExtension;
import io.sharer.cdi.pool.PoolExtension;
import io.sharer.cdi.scope.ScopeExtension;
import io.sharer.spi.EventObserver;
import io.sharer.spi.TurnTracer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks each extension of the application for its part. */
final class ApplicationRegistry implements SharerRegistry {
    private static final ScopesInfo NO_SCOPES = new ScopesInfo(new ResourceStats(0, 0, 0, 0, 0, 0, 0), List.of());

    private final Optional<SharerExtension> queues;
    private final Optional<PoolExtension> pools;
    private final Optional<ScopeExtension> scopes;
    private final Optional<LoopExtension> loops;
    private final Optional<LateExtension> late;
    private final EventDelivery events;

    /** Not before the extensions have begun. */
    ApplicationRegistry(BeanManager beanManager, EventDelivery events) {
        this.queues = find(beanManager, SharerExtension.class);
        this.pools = find(beanManager, PoolExtension.class);
        this.scopes = find(beanManager, ScopeExtension.class);
        this.loops = find(beanManager, LoopExtension.class);
        this.late = find(beanManager, LateExtension.class);
        this.events = events;
    }

    /** A program may start a container with some of them only. */
    private static <E extends Extension> Optional<E> find(BeanManager beanManager, Class<E> type) {
        try {
            return Optional.ofNullable(beanManager.getExtension(type));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    /** Has the observer told of what happens in all of them, and the action run when there is something new. */
    void tell(EventObserver observer, Runnable whenNew) {
        queues.ifPresent(extension -> extension.tell(observer, whenNew));
        pools.ifPresent(extension -> extension.tell(observer));
        scopes.ifPresent(extension -> extension.tell(observer));
        late.ifPresent(extension -> extension.tell(observer));
        loops.ifPresent(extension -> extension.tell(observer, whenNew));
    }

    /** Has calls followed, or by {@code null} not any more. */
    void traceBy(@Nullable TurnTracer tracer) {
        queues.ifPresent(extension -> extension.traceBy(tracer));
    }

    /** Has a pool try again to make an object. */
    void tryAgain(String pool) {
        pools.ifPresent(extension -> extension.tryAgain(pool));
    }

    @Override
    public List<QueueInfo> queues() {
        return queues.map(SharerExtension::queues).orElse(List.of());
    }

    @Override
    public List<QueueInfo> queues(int holders, int waiters) {
        return queues.map(extension -> extension.queues(holders, waiters)).orElse(List.of());
    }

    @Override
    public Optional<QueueInfo> queue(String name) {
        return queues.flatMap(extension -> extension.queue(name));
    }

    @Override
    public List<PoolInfo> pools() {
        return pools.map(PoolExtension::pools).orElse(List.of());
    }

    @Override
    public Optional<PoolInfo> pool(String name) {
        return pools.flatMap(extension -> extension.pool(name));
    }

    @Override
    public ScopesInfo scopes() {
        return scopes.map(ScopeExtension::scopes).orElse(NO_SCOPES);
    }

    @Override
    public List<LoopInfo> loops() {
        return loops.map(LoopExtension::infos).orElse(List.of());
    }

    @Override
    public Optional<LoopInfo> loop(String name) {
        return loops.flatMap(extension -> extension.info(name));
    }

    @Override
    public List<DeadlockFound> deadlocks() {
        return events.deadlocks();
    }

    @Override
    public long deadlocksFound() {
        return events.deadlocksFound();
    }
}
