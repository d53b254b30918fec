package io.sharer.platform;

import io.sharer.SharerRegistry;
import io.sharer.platform.health.PoolsReady;
import io.sharer.platform.jmx.ManagementView;
import io.sharer.platform.telemetry.MicrometerView;
import io.sharer.platform.telemetry.OpenTelemetries;
import io.sharer.platform.telemetry.OpenTelemetryView;
import io.sharer.platform.telemetry.TurnSpans;
import io.sharer.spi.TurnTracer;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes what shows the registry to each of the optional parts. Only called where that part is: a class that is named in
 * one method is not looked for before that is run.
 */
final class Views {
    private Views() {}

    static Optional<View> management(SharerRegistry registry, String application) {
        return Optional.of(new ManagementView(
                java.lang.management.ManagementFactory.getPlatformMBeanServer(), registry, application));
    }

    static Class<?> meterRegistryType() {
        return io.micrometer.core.instrument.MeterRegistry.class;
    }

    static View micrometer(Object meterRegistry, SharerRegistry registry, String application) {
        return new MicrometerView((io.micrometer.core.instrument.MeterRegistry) meterRegistry, registry, application);
    }

    static Class<?> openTelemetryType() {
        return io.opentelemetry.api.OpenTelemetry.class;
    }

    static Optional<Object> globalOpenTelemetry() {
        return OpenTelemetries.global().map(Object.class::cast);
    }

    static View openTelemetry(Object openTelemetry, SharerRegistry registry, String application) {
        return new OpenTelemetryView((io.opentelemetry.api.OpenTelemetry) openTelemetry, registry, application);
    }

    static TurnTracer spans(Object openTelemetry) {
        return new TurnSpans((io.opentelemetry.api.OpenTelemetry) openTelemetry);
    }

    static Class<?> healthCheckType() {
        return org.eclipse.microprofile.health.HealthCheck.class;
    }

    static Annotation readiness() {
        return org.eclipse.microprofile.health.Readiness.Literal.INSTANCE;
    }

    static Object poolsReady(SharerRegistry registry, Consumer<String> tryAgain) {
        return new PoolsReady(registry, tryAgain);
    }
}
