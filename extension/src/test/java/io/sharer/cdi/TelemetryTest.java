package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.timer.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Beans of metrics and traces are used as long as the application runs. */
@Tag(Container.NOT_IN_LITE)
class TelemetryTest {
    private static final InMemoryMetricReader READER = InMemoryMetricReader.create();
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final OpenTelemetry SDK = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(READER).build())
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                    .build())
            .build();

    @Dependent
    static class Producers {
        @Produces
        MeterRegistry meters() {
            return METERS;
        }

        @Produces
        @ApplicationScoped
        OpenTelemetry openTelemetry() {
            return SDK;
        }
    }

    @Shared("till")
    @ApplicationScoped
    static class Till {
        String sell() {
            return "sold";
        }

        CompletableFuture<String> sellLater() {
            return CompletableFuture.completedFuture("sold");
        }

        String sellTwice() {
            return sell() + sell();
        }
    }

    @AfterEach
    void forget() {
        SPANS.reset();
    }

    @Test
    void metricsAreOfferedAsLongAsTheApplicationRuns() {
        try (Container container = Container.start(Till.class, Producers.class)) {
            container.get(Till.class).sell();
            assertThat(METERS.get("sharer.queue.turns")
                            .tag("sharer.queue.name", "till")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(READER.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains("sharer.queue.length", "sharer.queue.turns", "sharer.scope.open", "sharer.deadlocks");
        }
        assertThat(METERS.getMeters()).isEmpty();
        assertThat(READER.collectAllMetrics()).isEmpty();
    }

    /** As a second deployment of the same WAR finds it, whose metrics are not those of the first. */
    @Test
    void metricsAreOfTheNameThatTheApplicationHasInJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName taken = new ObjectName("io.sharer:type=Application,application=application");
        server.registerMBean(new Timer(), taken);
        try (Container container = Container.start(Till.class, Producers.class)) {
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            assertThat(METERS.get("sharer.deadlocks").functionCounter().getId().getTag("sharer.application.name"))
                    .isEqualTo("application#2");
            assertThat(READER.collectAllMetrics())
                    .filteredOn(metric -> metric.getName().equals("sharer.deadlocks"))
                    .flatExtracting(metric -> metric.getLongSumData().getPoints())
                    .extracting(point -> point.getAttributes().get(AttributeKey.stringKey("sharer.application.name")))
                    .containsExactly("application#2");
        } finally {
            server.unregisterMBean(taken);
        }
    }

    @Test
    void callsHaveSpansAndCallsInsideATurnHaveNone() {
        try (Container container = Container.start(Till.class, Producers.class)) {
            Till till = container.get(Till.class);
            assertThat(till.sellTwice()).isEqualTo("soldsold");
            assertThat(till.sellLater().join()).isEqualTo("sold");
            await().atMost(20, SECONDS).until(() -> SPANS.getFinishedSpanItems().size() == 4);
            assertThat(SPANS.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder("sharer.turn.wait", "sharer.turn", "sharer.turn.wait", "sharer.turn");
        }
    }

    @Test
    void withoutSuchBeansThereIsNothing() {
        try (Container container = Container.start(Till.class)) {
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            assertThat(SPANS.getFinishedSpanItems()).isEmpty();
            assertThat(METERS.getMeters()).isEmpty();
        }
    }
}
