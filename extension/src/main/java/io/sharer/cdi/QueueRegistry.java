package io.sharer.cdi;

import io.sharer.QueueInfo;
import io.sharer.platform.Execution;
import io.sharer.platform.Platform;
import io.sharer.scope.ScopeCarrier;
import io.sharer.spi.ContextCarrier;
import io.sharer.spi.Transactions;
import io.sharer.spi.TurnTracer;
import io.sharer.turn.CallSettings;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.DedicatedThread;
import io.sharer.turn.DrainTogether;
import io.sharer.turn.OwnThreads;
import io.sharer.turn.QueueConfig;
import io.sharer.turn.SerialQueue;
import io.sharer.turn.TurnTimer;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one application: the named ones, and those of beans that have queued work and so need an orderly end.
 */
final class QueueRegistry {
    private final QueueSettings queueSettings;
    private final ConfiguredQueues configured;
    private final SharedClasses classes;
    private final PassivatedQueues passivated = new PassivatedQueues();
    private final SessionQueues sessions;
    private final ThreadFactory threadFactory = Platform.threads(DedicatedThread.plainThreads(true));
    private final OwnThreads ownThreads = new OwnThreads("sharer");
    private final TurnTimer timer;
    private final EventRelay events = new EventRelay();
    private final ToldQueues told = new ToldQueues(events);
    private final QueueConfig common;
    private final UncommittedTurns uncommitted;

    private volatile @Nullable TurnTracer tracer;

    /** The application is over: whoever calls even now finds its queue closed. */
    private volatile boolean ended;

    private final Map<Class<?>, Asked> ofClasses = new ConcurrentHashMap<>();
    private final Map<String, SerialQueue> named = new ConcurrentHashMap<>();

    /**
     * All dedicated threads that have not ended. A thread does not keep its queue, so the queue cannot be in its place.
     */
    private final Set<DedicatedThread> threads = ConcurrentHashMap.newKeySet();

    /** Weak, so that an instance nobody destroys is not kept: as long as work is queued, the work keeps its queue. */
    private final Set<SerialQueue> withQueuedWork =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    QueueRegistry(BeanManager beanManager, QueueSettings queueSettings, ConfiguredQueues configured) {
        this(beanManager, new SharedClasses(beanManager::createAnnotatedType, configured), queueSettings, configured);
    }

    QueueRegistry(
            BeanContainer beans, SharedClasses classes, QueueSettings queueSettings, ConfiguredQueues configured) {
        this.queueSettings = queueSettings;
        this.configured = configured;
        this.classes = classes;
        this.sessions = new SessionQueues(classes, methods -> new BeanQueue(this, methods));
        this.timer = new TurnTimer("sharer-timer", configured.watchdog());
        Execution execution = Platform.execution(new Execution(ownThreads, new ClassLoaderCarrier()));
        Transactions transactions = Platform.transactions();
        ContextCarrier carrier = new ScopeCarrier(
                new RequestScopeCarrier(beans, Platform.withOwnTransactions(transactions, execution.carrier())));
        this.common = configured.withCommonEnd(QueueConfig.of("", execution.executor(), carrier, timer)
                .withTransactions(transactions)
                .withObserver(events));
        this.uncommitted = new UncommittedTurns(transactions);
    }

    /** Who follows calls; {@code null} if nobody does. */
    @Nullable TurnTracer tracer() {
        return tracer;
    }

    void traceBy(@Nullable TurnTracer newTracer) {
        tracer = newTracer;
    }

    EventRelay events() {
        return events;
    }

    UncommittedTurns uncommitted() {
        return uncommitted;
    }

    ConfiguredQueues configured() {
        return configured;
    }

    SharedClasses classes() {
        return classes;
    }

    PassivatedQueues passivated() {
        return passivated;
    }

    SessionQueues sessions() {
        return sessions;
    }

    SerialQueue named(String name) {
        SerialQueue known = named.get(name);
        return known == null ? make(name) : known;
    }

    private SerialQueue make(String name) {
        SerialQueue made = named.computeIfAbsent(
                name, key -> queue(asked(queueSettings.ofNamed(common, key)), hasThread(Object.class, key)));
        told.made(name);
        return made;
    }

    /** Whether all bodies of a queue, if the name is empty the own one of the class, run on a dedicated thread. */
    boolean hasThread(Class<?> beanClass, String queue) {
        return queueSettings.threadPlace(beanClass, queue).isPresent();
    }

    /** Whether any queue has one. */
    boolean anyThread() {
        return queueSettings.anyThread();
    }

    /** What is asked of a queue, and of calls of it that ask for nothing themselves. */
    private record Asked(QueueConfig config, CallSettings calls) {}

    private Asked asked(QueueConfig config) {
        return new Asked(configured.withEnd(config), configured.settingsOf(config.name(), CallSettings.DEFAULT));
    }

    private SerialQueue queue(Asked asked, boolean hasThread) {
        SerialQueue queue = hasThread ? onThread(asked) : new SerialQueue(asked.config(), asked.calls());
        // Asked when the thread is known, so that either this or the end sees the other.
        if (ended) {
            queue.shutdown();
        }
        return queue;
    }

    private SerialQueue onThread(Asked asked) {
        DedicatedThread thread =
                new DedicatedThread("sharer-" + asked.config().name(), threadFactory, common.executor());
        threads.add(thread);
        SerialQueue queue = new SerialQueue(asked.config().withExecutor(thread), asked.calls());
        queue.whenEnded(() -> threads.remove(thread));
        return queue;
    }

    /** The named queue as the platform's {@code ManagedExecutorService}, where it has that type. */
    ExecutorService managed(String name) {
        return Platform.managedExecutor(
                InjectedQueue.named(this, name), common.carrier(), new PassivatedManagedExecutor(name));
    }

    SerialQueue ownOf(Class<?> beanClass) {
        // The settings are the same for all instances, so they share them.
        Asked asked = askedOf(beanClass);
        SerialQueue queue = queue(asked, hasThread(beanClass, ""));
        if (classes.isOnePerApplication(beanClass)) {
            told.group(asked.config().name(), asked.config().times()).add(queue);
        }
        return queue;
    }

    private Asked askedOf(Class<?> beanClass) {
        return ofClasses.computeIfAbsent(beanClass, type -> asked(queueSettings.ofOwn(common, type)));
    }

    // --- What is told ---

    /** Tells of the queue, or of the own queues of the class if that has no name, from now on. */
    void willBeTold(Class<?> beanClass, String name) {
        if (name.isEmpty()) {
            QueueConfig config = askedOf(beanClass).config();
            told.group(config.name(), config.times());
        } else {
            told.willTell(name);
        }
    }

    /** What all queues look like now. */
    List<QueueInfo> infos(int holders, int waiters) {
        return told.infos(named, holders, waiters);
    }

    /** What the one of that name looks like now. */
    Optional<QueueInfo> info(String name) {
        return told.info(name, named);
    }

    /** The queues that are told of under a name; empty if nothing is. */
    Optional<List<SerialQueue>> told(String name) {
        return told.under(name, named);
    }

    /** The instance's queue has ended. */
    void ended(SerialQueue own) {
        told.ended(own);
    }

    /** Remembers a queue that bodies are queued in, to drain it when the application ends. */
    void willQueueWork(SerialQueue queue) {
        withQueuedWork.add(queue);
        told.group(queue.name(), queue.times()).add(queue);
    }

    /**
     * Finishes all that is queued now, while all beans are still alive. From now on there is one time for all queues to
     * end in.
     */
    void drainAll() {
        common.end().begin();
        DrainTogether.drain(all());
    }

    /** Ends what is left after all beans have gone. */
    void closeAll() {
        ended = true;
        common.end().begin();
        all().forEach(SerialQueue::close);
        endThreads();
        withQueuedWork.clear();
        ownThreads.shutdown();
        timer.stop();
    }

    /** Those of beans that nobody has destroyed. */
    private void endThreads() {
        threads.forEach(DedicatedThread::end);
        threads.forEach(thread -> common.end().awaitEnd(thread, common.graceTimeout()));
        threads.clear();
    }

    private List<SerialQueue> all() {
        List<SerialQueue> queues = new ArrayList<>(named.values());
        synchronized (withQueuedWork) {
            queues.addAll(withQueuedWork);
        }
        return queues;
    }
}
