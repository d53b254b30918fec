/**
 * Shows the registry to OpenTelemetry and to Micrometer, each where it is present.
 *
 * <p>{@code Metrics} lists what there is to measure, with names and units as OpenTelemetry's semantic conventions have
 * them for pools of database connections. {@code OpenTelemetryView} and {@code MicrometerView} offer it to one registry
 * each: everything is read when that is, from the figures that queues and pools have anyway. {@code TurnSpans} are the
 * spans of turns.
 */
@NullMarked
package io.sharer.platform.telemetry;

import org.jspecify.annotations.NullMarked;
