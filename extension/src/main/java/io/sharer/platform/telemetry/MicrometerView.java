package io.sharer.platform.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sharer.SharerRegistry;
import io.sharer.platform.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Offers all metrics to a registry of Micrometer's: gauges, and counters that are functions. */
public final class MicrometerView implements View {
    /** What was read from the registry serves all meters that are asked within this time. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MeterRegistry meters;
    private final SharerRegistry registry;

    /** On every meter: one registry may be that of all applications of a server. */
    private final Tags application;

    /** Held while meters are registered and removed: a late one must not come after the end. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Meter> registered = new HashMap<>();
    private boolean closed;

    private volatile @Nullable Measured last;

    /**
     * Offers them from now on.
     *
     * @param application what the application is called
     */
    public MicrometerView(MeterRegistry meters, SharerRegistry registry, String application) {
        this.meters = meters;
        this.registry = registry;
        this.application = Tags.of(Metrics.APPLICATION, application);
        try {
            refresh();
        } catch (RuntimeException | Error e) {
            // Nobody will close this, and the registry may live longer than the application.
            close();
            throw e;
        }
    }

    /** All measurements of one time, by metric and attributes. */
    private record Measured(long at, Map<String, Double> values) {}

    private static String keyOf(Metric metric, String... attributes) {
        return metric.name() + List.of(attributes);
    }

    @Override
    public void refresh() {
        lock.lock();
        try {
            if (!closed) {
                Snapshot snapshot = Snapshot.of(registry);
                for (Metric metric : Metrics.ALL) {
                    metric.read().accept(snapshot, (value, attributes) -> register(metric, attributes));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void register(Metric metric, String... attributes) {
        registered.computeIfAbsent(keyOf(metric, attributes), key -> {
            Tags tags = application.and(attributes);
            return metric.kind() == Metric.Kind.COUNTER
                    ? FunctionCounter.builder(metric.name(), this, view -> view.value(key))
                            .tags(tags)
                            .baseUnit(unitOf(metric))
                            .description(metric.description())
                            .register(meters)
                    : Gauge.builder(metric.name(), this, view -> view.value(key))
                            .tags(tags)
                            .baseUnit(unitOf(metric))
                            .description(metric.description())
                            .register(meters);
        });
    }

    /** Micrometer's units are words. */
    private static String unitOf(Metric metric) {
        return metric.unit().equals("s") ? "seconds" : metric.unit().replaceAll("[{}]", "") + "s";
    }

    private double value(String key) {
        Measured measured = last;
        if (measured == null || System.nanoTime() - measured.at() > FRESH_NANOS) {
            measured = measure();
            last = measured;
        }
        return measured.values().getOrDefault(key, Double.NaN);
    }

    private Measured measure() {
        Snapshot snapshot = Snapshot.of(registry);
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : Metrics.ALL) {
            metric.read()
                    .accept(
                            snapshot,
                            (value, attributes) -> values.put(keyOf(metric, attributes), value.doubleValue()));
        }
        return new Measured(snapshot.at(), values);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            registered.values().forEach(meters::remove);
            registered.clear();
            last = null;
        } finally {
            lock.unlock();
        }
    }
}
