package io.sharer.cdi.observe;

import io.sharer.platform.Platform;
import io.sharer.platform.View;
import io.sharer.spi.TurnTracer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * To whom the registry is shown, from the application's start to its end. What one of them throws is logged, and keeps
 * no other from being shown it, nor the application from its work. Thread-safe.
 */
final class Views {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final List<View> open = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stale = new AtomicBoolean();
    private volatile @Nullable ApplicationRegistry traced;
    private volatile boolean closed;

    /** The application starts, and what it needs can be looked up. */
    void open(BeanManager beanManager, ApplicationRegistry registry, ObserveSettings settings) {
        String application = Platform.applicationName();
        if (settings.jmx()) {
            application = show(application, name -> Platform.managementView(registry, name));
        }
        if (settings.micrometer()) {
            application = show(
                    application,
                    name -> Platform.meterRegistryType()
                            .flatMap(type -> bean(beanManager, type))
                            .map(meters -> Platform.micrometerView(meters, registry, name)));
        }
        if (settings.openTelemetry()) {
            show(
                    application,
                    name -> openTelemetry(beanManager)
                            .map(telemetry -> Platform.openTelemetryView(telemetry, registry, name)));
        }
        // What came between a view's first look and its being in the list was told to nobody.
        refresh();
        if (settings.traces()) {
            trace(beanManager, registry);
        }
    }

    private void trace(BeanManager beanManager, ApplicationRegistry registry) {
        try {
            Optional<TurnTracer> tracer = openTelemetry(beanManager).map(Platform::spans);
            if (tracer.isPresent()) {
                registry.traceBy(tracer.get());
                traced = registry;
            }
        } catch (RuntimeException | LinkageError e) {
            tell(e);
        }
    }

    /**
     * Returns by what name those that come after show it: the one that nobody else has there, if there is such a one.
     */
    private String show(String name, Function<String, Optional<View>> view) {
        try {
            Optional<View> shown = view.apply(name);
            shown.ifPresent(open::add);
            return shown.flatMap(View::claimedName).orElse(name);
        } catch (RuntimeException | LinkageError e) {
            tell(e);
            return name;
        }
    }

    /**
     * That of the application, as servers have it. Else the one that a program or agent has set up for the JVM, but
     * none that this would have to set up: it would be too late for others to do so.
     */
    private static Optional<Object> openTelemetry(BeanManager beanManager) {
        return Platform.openTelemetryType()
                .flatMap(type -> bean(beanManager, type).or(Platform::globalOpenTelemetry));
    }

    private static Optional<Object> bean(BeanManager beanManager, Class<?> type) {
        Instance<?> found = beanManager.createInstance().select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }

    /** There is something new to show. Whether it is up to the caller to have it shown, by {@link #refresh}. */
    boolean areStale() {
        return !open.isEmpty() && stale.compareAndSet(false, true);
    }

    /** The caller cannot have it shown: the next may. */
    void stayStale() {
        stale.set(false);
    }

    /** Shows what is new. */
    void refresh() {
        stale.set(false);
        for (View view : open) {
            try {
                if (!closed) {
                    view.refresh();
                }
            } catch (RuntimeException | LinkageError e) {
                tell(e);
            }
        }
    }

    /** The application ends, and its beans are still alive. */
    void close() {
        closed = true;
        ApplicationRegistry its = traced;
        if (its != null) {
            its.traceBy(null);
        }
        for (View view : open) {
            try {
                view.close();
            } catch (RuntimeException | LinkageError e) {
                tell(e);
            }
        }
        open.clear();
    }

    private static void tell(Throwable e) {
        LOG.log(System.Logger.Level.WARNING, ObserveMessages.notShown(), e);
    }
}
