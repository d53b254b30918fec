package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sharer.EventLoop;
import io.sharer.PoolInfo;
import io.sharer.Pooled;
import io.sharer.QueueInfo;
import io.sharer.Shared;
import io.sharer.SharerEvent;
import io.sharer.SharerRegistry;
import io.sharer.TurnRejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ObjectName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to look at an application is left out if that is configured, and the others are not. */
@Tag(Container.NOT_IN_LITE)
class ObservedTest {
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
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final SystemProperties configured = new SystemProperties();

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

    @Shared(value = "till", capacity = 1)
    @ApplicationScoped
    static class Till {
        String sell() {
            return "sold";
        }

        CompletableFuture<Boolean> hold(Gate gate) {
            gate.run();
            return CompletableFuture.completedFuture(true);
        }
    }

    @ApplicationScoped
    static class Listener {
        void told(@Observes SharerEvent event) {
            TOLD.add(event.name());
        }
    }

    @Pooled(maxSize = 3, name = "drawers")
    static class Drawer {}

    @Dependent
    static class Looped {
        @Inject
        EventLoop loop;
    }

    @BeforeEach
    void forget() {
        SPANS.reset();
        TOLD.clear();
    }

    private static boolean isManaged() throws Exception {
        return !ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.sharer:*"), null)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // what is configured         events, jmx, micrometer, opentelemetry, traces, health
        "sharer.observe.events,  false,        false, true,  true,  true,  true,  true",
        "sharer.observe.jmx,     FALSE,        true,  false, true,  true,  true,  true",
        "sharer.observe.metrics, none,         true,  true,  false, false, true,  true",
        "sharer.observe.metrics, micrometer,   true,  true,  true,  false, true,  true",
        "sharer.observe.metrics, OPENTELEMETRY, true, true,  false, true,  true,  true",
        "sharer.observe.traces,  false,        true,  true,  true,  true,  false, true",
        "sharer.observe.health,  false,        true,  true,  true,  true,  true,  false",
        "sharer.observe.jmx,     true,         true,  true,  true,  true,  true,  true",
    })
    void whatIsSwitchedOffIsLeftOutAndNothingElse(
            String key,
            String value,
            boolean events,
            boolean jmx,
            boolean micrometer,
            boolean openTelemetry,
            boolean traces,
            boolean health)
            throws Exception {
        configured.with(key, value);
        try (Container container = Container.start(Till.class, Producers.class, Listener.class)) {
            Till till = container.get(Till.class);
            assertThat(till.sell()).isEqualTo("sold");
            assertThat(isManaged()).as("JMX").isEqualTo(jmx);
            assertThat(!METERS.getMeters().isEmpty()).as("Micrometer").isEqualTo(micrometer);
            assertThat(!READER.collectAllMetrics().isEmpty())
                    .as("OpenTelemetry")
                    .isEqualTo(openTelemetry);
            assertThat(!SPANS.getFinishedSpanItems().isEmpty()).as("traces").isEqualTo(traces);
            assertThat(container
                            .se()
                            .select(HealthCheck.class, Readiness.Literal.INSTANCE)
                            .isResolvable())
                    .as("health")
                    .isEqualTo(health);
            overfill(till);
            if (events) {
                await().atMost(20, SECONDS).until(() -> TOLD.contains("till"));
            }
        }
        // All are told before the end.
        assertThat(TOLD.contains("till")).as("events").isEqualTo(events);
    }

    private static void overfill(Till till) {
        Gate gate = new Gate();
        CompletableFuture<Boolean> holder = till.hold(gate);
        gate.awaitEntered();
        CompletableFuture<Boolean> waiter = till.hold(Gate.opened());
        assertThat(till.hold(Gate.opened()))
                .failsWithin(20, SECONDS)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(TurnRejectedException.class);
        gate.open();
        assertThat(holder).succeedsWithin(20, SECONDS);
        assertThat(waiter).succeedsWithin(20, SECONDS);
    }

    @Test
    void aWrongValueIsADefinitionErrorThatTellsWhatIsAllowed() throws Exception {
        configured.with("sharer.observe.jmx", "off").and("sharer.observe.metrics", "prometheus");
        assertThat(Deployments.failureOf(Till.class))
                .contains(
                        "SHARER-480: sharer.observe.jmx is \"off\" in the system properties. Allowed is true or false.",
                        "SHARER-480: sharer.observe.metrics is \"prometheus\"",
                        "Allowed is ALL, MICROMETER, OPENTELEMETRY or NONE.");
    }

    @Test
    void oneOfAllIsFoundByItsName() {
        try (Container container = Container.start(Till.class, Drawer.class, Looped.class)) {
            SharerRegistry registry = container.get(SharerRegistry.class);
            assertThat(registry.queue("till").map(QueueInfo::name)).contains("till");
            assertThat(registry.queue("drawers")).isEmpty();
            assertThat(registry.pool("drawers").map(PoolInfo::name)).contains("drawers");
            assertThat(registry.pool("till")).isEmpty();
            assertThat(registry.loop("loop")).isEmpty();
            container.get(Looped.class).loop.submit(() -> "done").join();
            assertThat(registry.loop("loop").orElseThrow().stats().starts()).isEqualTo(1);
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            assertThat(registry.queue("till").orElseThrow().stats().turns()).isEqualTo(1);
        }
    }
}
