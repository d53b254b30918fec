package io.sharer.platform.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sharer.SharerRegistry;
import io.sharer.platform.Occupants;
import io.sharer.platform.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Offers all metrics to a registry of Micrometer's: gauges, and counters that are functions. That registry is called
 * under no lock.
 */
public final class MicrometerView implements View {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    /** What was read from the registry serves all meters that are asked within this time. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many of one name are distinguished. */
    private static final int MOST_OF_A_NAME = 1000;

    private final MeterRegistry meters;
    private final SharerRegistry registry;

    /** On every meter: one registry may be that of all applications of a server. */
    private final String application;

    /** Whoever puts a key there registers its meter. */
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    private final Queue<Meter> registered = new ConcurrentLinkedQueue<>();
    private final Occupants refreshing = new Occupants(this::removeAll);
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile @Nullable Measured last;

    /**
     * Offers them from now on.
     *
     * @param name what the application is called; meters are tagged by it, with a number if another one is called so
     */
    public MicrometerView(MeterRegistry meters, SharerRegistry registry, String name) {
        this.meters = meters;
        this.registry = registry;
        this.application = free(meters, name);
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

    /**
     * The registry gives who comes second the meters of the first, and whoever ends takes them from both. Two that look
     * at the same moment may find the same name free; where there is JMX they have different ones by then.
     */
    private static String free(MeterRegistry meters, String name) {
        for (int number = 1; number <= MOST_OF_A_NAME; number++) {
            String tried = number == 1 ? name : name + "#" + number;
            if (meters.find(Metrics.DEADLOCKS).tag(Metrics.APPLICATION, tried).meter() == null) {
                return tried;
            }
        }
        return name;
    }

    @Override
    public Optional<String> claimedName() {
        return Optional.of(application);
    }

    @Override
    public void refresh() {
        refreshing.work(() -> {
            Snapshot snapshot = Snapshot.of(registry);
            for (Metric metric : Metrics.ALL) {
                metric.read().accept(snapshot, (value, attributes) -> register(metric, attributes));
            }
        });
    }

    private void register(Metric metric, String... attributes) {
        String key = keyOf(metric, attributes);
        if (keys.add(key)) {
            boolean done = false;
            try {
                registered.add(register(metric, key, Tags.of(attributes).and(Metrics.APPLICATION, application)));
                done = true;
            } finally {
                if (!done) {
                    keys.remove(key);
                }
            }
        }
    }

    private Meter register(Metric metric, String key, Tags tags) {
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
    }

    /** Micrometer's units are words. */
    private static String unitOf(Metric metric) {
        return metric.isTime() ? "seconds" : metric.unit().replaceAll("[{}]", "") + "s";
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
        if (closed.compareAndSet(false, true)) {
            refreshing.close();
            last = null;
        }
    }

    private void removeAll() {
        for (Meter meter = registered.poll(); meter != null; meter = registered.poll()) {
            try {
                meters.remove(meter);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "A meter could not be removed.", e);
            }
        }
    }
}
