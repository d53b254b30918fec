package io.sharer.cdi.observe;

/**
 * To whom an application shows what Sharer does.
 *
 * @param events whether CDI events are fired
 * @param jmx whether MBeans are registered
 * @param metrics whether Micrometer and OpenTelemetry get metrics, where they are present
 * @param health whether MicroProfile Health is told whether pools can make objects, where it is present
 * @param traces whether OpenTelemetry gets spans, where it is present
 */
public record ObserveSettings(boolean events, boolean jmx, boolean metrics, boolean health, boolean traces) {
    /** To all who are present. */
    public static final ObserveSettings DEFAULT = new ObserveSettings(true, true, true, true, true);
}
