package io.sharer.config;

/** Who gets metrics, of those that are there. */
public enum MetricsTo {
    /** Each that is there. */
    ALL,

    /** Micrometer and no other. */
    MICROMETER,

    /** OpenTelemetry and no other. */
    OPENTELEMETRY,

    /** Nobody. */
    NONE;

    /** Whether that one gets them. */
    public boolean includes(MetricsTo one) {
        return this == ALL || this == one;
    }
}
