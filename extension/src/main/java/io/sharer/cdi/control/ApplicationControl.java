package io.sharer.cdi.control;

import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.SharerControl;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.pool.PoolExtension;
import io.sharer.turn.QueueControl;
import io.sharer.turn.SerialQueue;
import java.util.List;
import java.util.Optional;

/** Hands each wish to the extension that has what it is about. */
final class ApplicationControl implements SharerControl {
    private final Optional<SharerExtension> queues;
    private final Optional<PoolExtension> pools;
    private final QueueControl control = new QueueControl();

    ApplicationControl(Optional<SharerExtension> queues, Optional<PoolExtension> pools) {
        this.queues = queues;
        this.pools = pools;
    }

    @Override
    public void evictIdle(String pool) {
        poolsWith(pool).evictIdle(pool);
    }

    @Override
    public void resize(String pool, int minSize, int maxSize) {
        poolsWith(pool).resize(pool, minSize, maxSize);
    }

    private PoolExtension poolsWith(String pool) {
        List<String> names = pools.map(PoolExtension::pools).orElse(List.of()).stream()
                .map(PoolInfo::name)
                .toList();
        return pools.filter(any -> names.contains(pool)).orElseThrow(() -> ControlMessages.noPool(pool, names));
    }

    @Override
    public List<Waiting> waiting(String queue) {
        return waiting(queue, Integer.MAX_VALUE);
    }

    @Override
    public List<Waiting> waiting(String queue, int most) {
        return control.waiting(queuesUnder(queue), most);
    }

    @Override
    public boolean cancel(String queue, long id) {
        return control.cancel(queuesUnder(queue), id, ControlMessages.cancelled(queue));
    }

    @Override
    public List<Holding> holding(String queue) {
        return holding(queue, Integer.MAX_VALUE);
    }

    @Override
    public List<Holding> holding(String queue, int most) {
        return control.holding(queuesUnder(queue), most);
    }

    private List<SerialQueue> queuesUnder(String name) {
        return queues.flatMap(extension -> extension.queuesUnder(name))
                .orElseThrow(() -> ControlMessages.noQueue(name, queueNames()));
    }

    private List<String> queueNames() {
        return queues.map(SharerExtension::queues).orElse(List.of()).stream()
                .map(QueueInfo::name)
                .toList();
    }
}
