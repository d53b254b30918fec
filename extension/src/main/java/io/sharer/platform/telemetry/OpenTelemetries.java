package io.sharer.platform.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;

/** Finds the OpenTelemetry that a program or an agent has set up for the whole JVM. */
public final class OpenTelemetries {
    private OpenTelemetries() {}

    /**
     * The global one, if there is one. It is only asked for when it is: to ask for it sets it, for good, and a program
     * that sets it up later would fail.
     */
    public static Optional<OpenTelemetry> global() {
        try {
            return GlobalOpenTelemetry.isSet() ? Optional.of(GlobalOpenTelemetry.get()) : Optional.empty();
        } catch (LinkageError older) {
            // It cannot be asked before version 1.57 whether it is.
            return Optional.empty();
        }
    }
}
