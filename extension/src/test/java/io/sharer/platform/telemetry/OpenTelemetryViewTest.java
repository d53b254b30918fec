package io.sharer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.sharer.platform.FixedRegistry;
import org.junit.jupiter.api.Test;

/** Metrics in OpenTelemetry are read when they are collected, and are gone at the end. */
class OpenTelemetryViewTest {
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final FixedRegistry registry = new FixedRegistry();

    private MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void everyMetricHasItsNameUnitAndKind() {
        registry.addQueue("till");
        registry.addPool("drawers", 2, null);
        try (OpenTelemetryView view = new OpenTelemetryView(sdk, registry, "shop")) {
            view.refresh();
            MetricData length = metric("sharer.queue.length");
            assertThat(length.getUnit()).isEqualTo("{call}");
            assertThat(length.getType()).isEqualTo(MetricDataType.LONG_SUM);
            assertThat(length.getLongSumData().isMonotonic()).isFalse();
            assertThat(length.getLongSumData().getPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.getValue()).isEqualTo(2))
                    .satisfies(point -> assertThat(point.getAttributes())
                            .isEqualTo(Attributes.builder()
                                    .put("sharer.application.name", "shop")
                                    .put("sharer.queue.name", "till")
                                    .build()));
            assertThat(metric("sharer.queue.rejections").getLongSumData().isMonotonic())
                    .isTrue();
            assertThat(metric("sharer.queue.wait_time").getUnit()).isEqualTo("s");
            assertThat(metric("sharer.queue.wait_time").getDoubleGaugeData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactlyInAnyOrder(0.5, 1.0, 1.5);
            assertThat(metric("sharer.queue.waits").getLongSumData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactly(5L);
            assertThat(metric("sharer.pool.waits").getLongSumData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactly(2L);
            assertThat(metric("sharer.queue.waited").getUnit()).isEqualTo("s");
            assertThat(metric("sharer.queue.waited").getDoubleSumData().isMonotonic())
                    .isTrue();
            assertThat(metric("sharer.queue.waited").getDoubleSumData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactly(2.5);
            assertThat(metric("sharer.pool.waited").getDoubleSumData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactly(0.3);
            assertThat(metric("sharer.pool.object.count").getLongSumData().getPoints())
                    .extracting(point -> point.getValue())
                    .containsExactlyInAnyOrder(4L, 2L);
        }
    }

    @Test
    void nothingIsReadUnlessSomebodyCollects() {
        try (OpenTelemetryView view = new OpenTelemetryView(sdk, registry, "shop")) {
            view.refresh();
            assertThat(registry.reads()).isZero();
            reader.collectAllMetrics();
            assertThat(registry.reads()).isEqualTo(2);
        }
    }

    @Test
    void whatComesLaterIsMeasuredAndAtTheEndNothingIs() {
        OpenTelemetryView view = new OpenTelemetryView(sdk, registry, "shop");
        registry.addQueue("late");
        assertThat(metric("sharer.queue.turns").getLongSumData().getPoints()).hasSize(1);
        view.close();
        assertThat(reader.collectAllMetrics()).isEmpty();
    }
}
