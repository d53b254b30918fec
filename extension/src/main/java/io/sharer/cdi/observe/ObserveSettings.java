package io.sharer.cdi.observe;

import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.config.MetricsTo;

/** To whom an application shows what Sharer does, as it is configured: to all who are there, if nothing is. */
final class ObserveSettings {
    private final Configuration configuration;

    ObserveSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether CDI events are fired. */
    boolean events() {
        return configuration.get(Keys.OBSERVE_EVENTS);
    }

    /** Whether MBeans are registered. */
    boolean jmx() {
        return configuration.get(Keys.OBSERVE_JMX);
    }

    /** Whether Micrometer gets metrics. */
    boolean micrometer() {
        return configuration.get(Keys.OBSERVE_METRICS).includes(MetricsTo.MICROMETER);
    }

    /** Whether OpenTelemetry gets metrics. */
    boolean openTelemetry() {
        return configuration.get(Keys.OBSERVE_METRICS).includes(MetricsTo.OPENTELEMETRY);
    }

    /** Whether OpenTelemetry gets spans. */
    boolean traces() {
        return configuration.get(Keys.OBSERVE_TRACES);
    }

    /** Whether MicroProfile Health is told whether pools can make objects. */
    boolean health() {
        return configuration.get(Keys.OBSERVE_HEALTH);
    }
}
