package io.sharer.cdi.loop;

import io.sharer.LoopInfo;
import io.sharer.QueueClosedException;
import io.sharer.cdi.EventRelay;
import io.sharer.cdi.RequestScopeCarrier;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.config.Setting;
import io.sharer.loop.Loop;
import io.sharer.loop.LoopConfig;
import io.sharer.platform.Execution;
import io.sharer.platform.Platform;
import io.sharer.scope.ScopeCarrier;
import io.sharer.spi.ContextCarrier;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.DedicatedThread;
import io.sharer.turn.OwnThreads;
import io.sharer.turn.TurnTimer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The event loops of one application, from its start to its end. Thread-safe. */
final class ApplicationLoops {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    /** The name of the loop that has none. */
    static final String UNNAMED = "";

    private final ThreadFactory plainThreads = DedicatedThread.plainThreads(true);
    private final ThreadFactory containersThreads = Platform.threads(plainThreads);
    private final OwnThreads ownThreads = new OwnThreads("sharer-loop");
    private final TurnTimer timer;
    private final EventRelay events = new EventRelay();
    private final Execution execution;
    private final ContextCarrier carrier;
    private final Configuration configuration;
    private final ConcurrentMap<String, Loop> byName = new ConcurrentHashMap<>();

    /** The application is over: whoever calls even now finds its loop stopped. */
    private volatile boolean ended;

    ApplicationLoops(BeanManager beans, Configuration configuration) {
        this.configuration = configuration;
        this.timer =
                new TurnTimer("sharer-loops", configuration.get(Keys.WATCHDOG).orElse(Duration.ZERO));
        this.execution = Platform.execution(new Execution(ownThreads, new ClassLoaderCarrier()));
        this.carrier = new ScopeCarrier(new RequestScopeCarrier(
                beans, Platform.withOwnTransactions(Platform.transactions(), execution.carrier())));
    }

    EventRelay events() {
        return events;
    }

    /** The loop of that name, which runs unless the application is over. */
    Loop running(String name) {
        Loop loop = byName.get(name);
        if (loop == null) {
            loop = byName.computeIfAbsent(name, this::make);
            events.somethingNew();
        }
        if (!ended) {
            loop.start();
        }
        // Asked when it runs, so that either this or the end sees the other; and with the same time, which is not cut.
        if (ended) {
            loop.shutdown(configuration.get(Keys.DRAIN_TIMEOUT));
        }
        return loop;
    }

    private Loop make(String name) {
        String loop = nameOf(name);
        return new Loop(configured(LoopConfig.of(loop), loop)
                .withCarrier(carrier)
                .withThreads(this::makeThread)
                .withExecutor(execution.executor())
                .withTimer(timer)
                .withObserver(events));
    }

    /** What a loop is called where it has to have a name. */
    static String nameOf(String name) {
        return name.equals(UNNAMED) ? "loop" : name;
    }

    private LoopConfig configured(LoopConfig config, String name) {
        return config.withGrace(configuration.get(Keys.GRACE_TIMEOUT))
                .withWorkers(configuration
                        .find(Keys.LOOP_WORKERS, name)
                        .map(Setting::value)
                        .orElse(config.workers()))
                .withCapacity(configuration
                        .find(Keys.LOOP_CAPACITY, name)
                        .map(Setting::value)
                        .orElse(config.capacity()))
                .withWatchdog(configuration
                        .find(Keys.LOOP_WATCHDOG, name)
                        .map(limit -> limit.value().orElse(Duration.ZERO))
                        .orElse(config.watchdog()));
    }

    /** What ends a loop with its application is none of the container's threads: those are not to be had then. */
    private @Nullable Thread makeThread(Runnable task) {
        return (ended ? plainThreads : containersThreads).newThread(task);
    }

    /**
     * The application starts, and with it the tasks of a bean: on another thread, in the context of this one, because a
     * server may hold up all threads of its factories until the application has started, and this one with them if it
     * waits for its loop.
     */
    void start(Collection<BeanTask> tasks) {
        Callable<?> begin = execution.carrier().carry(() -> {
            tasks.forEach(this::begin);
            return true;
        });
        try {
            execution.executor().execute(() -> call(begin, tasks));
        } catch (RuntimeException refused) {
            tasks.forEach(task -> tellNotBegun(task, refused));
        }
    }

    private static void call(Callable<?> begin, Collection<BeanTask> tasks) {
        try {
            begin.call();
        } catch (Exception noContext) {
            tasks.forEach(task -> tellNotBegun(task, noContext));
        }
    }

    private void begin(BeanTask task) {
        try {
            if (!ended) {
                begin(task, running(task.loop()));
            }
        } catch (QueueClosedException ending) {
            LOG.log(System.Logger.Level.DEBUG, "The application ended before its task {0} began.", task.name());
        } catch (RuntimeException e) {
            tellNotBegun(task, e);
        }
    }

    private static void begin(BeanTask task, Loop loop) {
        Duration every = task.every();
        if (every == null) {
            loop.task(task.name(), task::call);
        } else {
            new Repetition(loop, task, every).begin();
        }
    }

    private static void tellNotBegun(BeanTask task, Exception why) {
        LOG.log(System.Logger.Level.ERROR, LoopCdiMessages.neverBegins(task.name(), nameOf(task.loop())), why);
    }

    /** What there is now. */
    List<LoopInfo> infos() {
        return byName.values().stream()
                .map(Loop::info)
                .sorted(Comparator.comparing(LoopInfo::name))
                .toList();
    }

    /** What the loop of that name looks like now, if it has been used. */
    Optional<LoopInfo> info(String name) {
        Loop loop = byName.get(name.equals(nameOf(UNNAMED)) && !byName.containsKey(name) ? UNNAMED : name);
        return Optional.ofNullable(loop).map(Loop::info);
    }

    /** The application ends, and all beans are still alive. */
    void stop() {
        ended = true;
        // All at once: the one after the other has the same time to end in.
        Duration time = configuration.get(Keys.DRAIN_TIMEOUT);
        byName.values().forEach(loop -> loop.shutdown(time));
        byName.values().forEach(loop -> loop.stop(time));
    }

    /** All beans have gone. */
    void end() {
        stop();
        ownThreads.shutdown();
        timer.stop();
    }
}
