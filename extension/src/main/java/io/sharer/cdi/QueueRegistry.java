package io.sharer.cdi;

import io.sharer.platform.Execution;
import io.sharer.platform.Platform;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.OwnThreads;
import io.sharer.turn.QueueConfig;
import io.sharer.turn.SerialQueue;
import io.sharer.turn.TurnTimer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queues of one application: the named ones, and those of beans that have queued work and so need an orderly end.
 */
final class QueueRegistry {
    private final QueueSettings queueSettings;
    private final SharedClasses classes;
    private final PassivatedQueues passivated = new PassivatedQueues();
    private final OuterTransactions outerTransactions = new OuterTransactions(Platform.inTransaction());
    private final OwnThreads ownThreads = new OwnThreads("sharer");
    private final TurnTimer timer = new TurnTimer("sharer-timer");
    private final QueueConfig common;
    private final Map<Class<?>, QueueConfig> ofClasses = new ConcurrentHashMap<>();
    private final Map<String, SerialQueue> named = new ConcurrentHashMap<>();

    /** Weak, so that an instance nobody destroys is not kept: as long as work is queued, the work keeps its queue. */
    private final Set<SerialQueue> withQueuedWork =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    QueueRegistry(BeanManager beanManager, QueueSettings queueSettings) {
        this.queueSettings = queueSettings;
        this.classes = new SharedClasses(beanManager);
        Execution execution = Platform.execution(new Execution(ownThreads, new ClassLoaderCarrier()));
        this.common = QueueConfig.of(
                "", execution.executor(), new RequestScopeCarrier(beanManager, execution.carrier()), timer);
    }

    SharedClasses classes() {
        return classes;
    }

    OuterTransactions outerTransactions() {
        return outerTransactions;
    }

    PassivatedQueues passivated() {
        return passivated;
    }

    SerialQueue named(String name) {
        return named.computeIfAbsent(name, key -> new SerialQueue(queueSettings.ofNamed(common, key)));
    }

    SerialQueue ownOf(Class<?> beanClass) {
        // The settings are the same for all instances, so they share them.
        return new SerialQueue(ofClasses.computeIfAbsent(beanClass, type -> queueSettings.ofOwn(common, type)));
    }

    /** Remembers a queue that bodies are queued in, to drain it when the application ends. */
    void willQueueWork(SerialQueue queue) {
        withQueuedWork.add(queue);
    }

    /** Finishes all that is queued now, while all beans are still alive. */
    void drainAll() {
        all().forEach(queue -> queue.drain(() -> {}));
    }

    /** Ends what is left after all beans have gone. */
    void closeAll() {
        all().forEach(SerialQueue::close);
        named.clear();
        withQueuedWork.clear();
        ownThreads.shutdown();
        timer.stop();
    }

    private List<SerialQueue> all() {
        List<SerialQueue> queues = new ArrayList<>(named.values());
        synchronized (withQueuedWork) {
            queues.addAll(withQueuedWork);
        }
        return queues;
    }
}
