package io.sharer.platform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import io.sharer.SharerRegistry;
import io.sharer.platform.View;
import java.util.ArrayList;
import java.util.List;

/** Offers all metrics to OpenTelemetry: asynchronous instruments, for which the registry is read once a collection. */
public final class OpenTelemetryView implements View {
    private final List<Offered> offered = new ArrayList<>();
    private final BatchCallback callback;

    /**
     * Offers them from now on.
     *
     * @param application what the application is called
     */
    public OpenTelemetryView(OpenTelemetry openTelemetry, SharerRegistry registry, String application) {
        Meter meter = openTelemetry.getMeter("io.sharer");
        Metrics.ALL.forEach(metric -> offered.add(offer(meter, metric, application)));
        ObservableMeasurement[] others =
                offered.stream().skip(1).map(Offered::instrument).toArray(ObservableMeasurement[]::new);
        callback = meter.batchCallback(() -> measure(registry), offered.get(0).instrument(), others);
    }

    private record Offered(Metric metric, ObservableMeasurement instrument, Metric.Sink sink) {}

    private static Offered offer(Meter meter, Metric metric, String application) {
        return switch (metric.kind()) {
            case COUNTER -> {
                LongCounterBuilder counter = meter.counterBuilder(metric.name())
                        .setUnit(metric.unit())
                        .setDescription(metric.description());
                yield metric.isTime()
                        ? measured(metric, application, counter.ofDoubles().buildObserver())
                        : counted(metric, application, counter.buildObserver());
            }
            case UP_DOWN_COUNTER ->
                counted(
                        metric,
                        application,
                        meter.upDownCounterBuilder(metric.name())
                                .setUnit(metric.unit())
                                .setDescription(metric.description())
                                .buildObserver());
            case GAUGE ->
                measured(
                        metric,
                        application,
                        meter.gaugeBuilder(metric.name())
                                .setUnit(metric.unit())
                                .setDescription(metric.description())
                                .buildObserver());
        };
    }

    private static Offered measured(Metric metric, String application, ObservableDoubleMeasurement instrument) {
        return new Offered(
                metric,
                instrument,
                (value, attributes) -> instrument.record(value.doubleValue(), attributesOf(application, attributes)));
    }

    private static Offered counted(Metric metric, String application, ObservableLongMeasurement counter) {
        return new Offered(
                metric,
                counter,
                (value, attributes) -> counter.record(value.longValue(), attributesOf(application, attributes)));
    }

    private static Attributes attributesOf(String application, String[] namesAndValues) {
        AttributesBuilder attributes = Attributes.builder().put(Metrics.APPLICATION, application);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes.build();
    }

    private void measure(SharerRegistry registry) {
        Snapshot snapshot = Snapshot.of(registry);
        offered.forEach(one -> one.metric().read().accept(snapshot, one.sink()));
    }

    /** What comes later is found at the next collection. */
    @Override
    public void refresh() {}

    @Override
    public void close() {
        callback.close();
    }
}
