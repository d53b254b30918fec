package io.sharer.cdi.observe;

import io.sharer.SharerEvent;
import io.sharer.SharerRegistry;
import io.sharer.cdi.ApplicationStart;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.cdi.pool.StartedExecutor;
import io.sharer.platform.Execution;
import io.sharer.platform.Platform;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.OwnThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.interceptor.Interceptor;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Shows what Sharer does: hears the container's events, and hands each to the one who answers it. */
public class ObserveExtension implements Extension {
    /** After the pools, whose end may be worth an event. */
    private static final int AFTER_THE_POOLS = Interceptor.Priority.PLATFORM_AFTER + 100;

    /** So long the end of the application waits for observers. */
    private static final long EVENTS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final OwnThreads ownThreads = new OwnThreads("sharer-events");
    private final Execution execution = Platform.execution(new Execution(ownThreads, new ClassLoaderCarrier()));
    private final Views views = new Views();

    /** The classes of beans that observe events. */
    private final Set<Class<?>> observing = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean shown = new AtomicBoolean();
    private volatile @Nullable ObserveSettings settings;
    private volatile @Nullable StartedExecutor executor;
    private volatile @Nullable EventDelivery events;
    private volatile @Nullable ApplicationRegistry registry;

    void begin(@Observes BeforeBeanDiscovery event, BeanManager beanManager) {
        settings = new ObserveSettings(ConfigurationExtension.of(beanManager));
        StartedExecutor started = new StartedExecutor(beanManager, new Execution(ownThreads, new ClassLoaderCarrier()));
        executor = started;
        events = new EventDelivery(happened -> fire(beanManager, happened), started, ownThreads);
    }

    <T, X> void lookAtObserver(@Observes ProcessObserverMethod<T, X> event) {
        if (mayBeTold(event.getObserverMethod())) {
            observing.add(event.getObserverMethod().getBeanClass());
        }
    }

    private static boolean mayBeTold(ObserverMethod<?> observer) {
        return observer.getObservedType() instanceof Class<?> type
                && (SharerEvent.class.isAssignableFrom(type) || type.isAssignableFrom(SharerEvent.class))
                && observer.getObservedQualifiers().stream().allMatch(Any.Literal.INSTANCE::equals);
    }

    void addRegistry(@Observes AfterBeanDiscovery event) {
        event.addBean()
                .id(BeanIds.of(SharerRegistry.class))
                .beanClass(SharerRegistry.class)
                .types(SharerRegistry.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> registry());
        // The first of their archives that starts has the context that all are told in.
        observing.forEach(
                type -> ApplicationStart.observe(event, type, Interceptor.Priority.PLATFORM_BEFORE, this::beginToTell));
        if (settings().health()) {
            Platform.healthCheckType().ifPresent(type -> addReadiness(event, type));
        }
    }

    private void addReadiness(AfterBeanDiscovery event, Class<?> type) {
        event.addBean()
                .id(BeanIds.of(SharerRegistry.class, type.getName()))
                .beanClass(type)
                .types(type)
                .qualifiers(Platform.readiness(), Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(context -> Platform.poolsReady(registry(), registry()::tryAgain));
    }

    void listen(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        ApplicationRegistry known = new ApplicationRegistry(beanManager, events());
        registry = known;
        if (isObserved()) {
            // Before a pool that is filled ahead can fail, which is told once.
            events().keep();
        }
        known.tell(events(), this::refreshViews);
    }

    private boolean isObserved() {
        return settings().events() && !observing.isEmpty();
    }

    private void beginToTell() {
        if (isObserved()) {
            Objects.requireNonNull(executor).start();
            events().open();
        }
    }

    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @Initialized(ApplicationScoped.class) Object event,
            BeanManager beanManager) {
        // Servers tell the archives of an application of its start one after the other.
        if (shown.compareAndSet(false, true)) {
            views.open(beanManager, registry(), settings());
        }
    }

    /** On another thread, for those who bring something new have calls to make. */
    private void refreshViews() {
        if (views.areStale()) {
            try {
                ownThreads.execute(views::refresh);
            } catch (RuntimeException | Error noThread) {
                views.stayStale();
            }
        }
    }

    private void fire(BeanManager beanManager, SharerEvent event) {
        Event<SharerEvent> all = beanManager.getEvent().select(SharerEvent.class);
        try {
            fireAsync(all, event);
        } catch (RuntimeException refused) {
            events().tellFailure(event, refused);
        }
        all.fire(event);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // failures are told as they come
    private void fireAsync(Event<SharerEvent> all, SharerEvent event) {
        all.fireAsync(event, NotificationOptions.ofExecutor(this::runLikeThis)).whenComplete((told, failure) -> {
            if (failure != null) {
                events().tellFailure(event, failure);
            }
        });
    }

    /** Runs it elsewhere in the context of this thread; its request scope is the container's own business. */
    private void runLikeThis(Runnable task) {
        Callable<?> carried = execution.carrier().carry(() -> {
            task.run();
            return true;
        });
        execution.executor().execute(() -> {
            try {
                carried.call();
            } catch (Exception e) {
                throw new IllegalStateException("asynchronous observers throw nothing here", e);
            }
        });
    }

    /** What is left to be told is told while all beans are still alive. */
    void close(@Observes @Priority(AFTER_THE_POOLS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        events().close(EVENTS_NANOS);
        views.close();
    }

    void end(@Observes BeforeShutdown event) {
        events().close(0);
        views.close();
        ownThreads.shutdown();
    }

    private ObserveSettings settings() {
        return Objects.requireNonNull(settings, "no settings before the container has begun");
    }

    private EventDelivery events() {
        return Objects.requireNonNull(events, "no events before the container has begun");
    }

    private ApplicationRegistry registry() {
        return Objects.requireNonNull(registry, "no registry before the application is deployed");
    }
}
