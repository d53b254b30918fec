package io.sharer.it.server;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;

/** Stands in for whoever starts the server with a system property: it is there before any extension hears an event. */
public class ConfiguringServer implements Extension {
    private static final String KEY = "sharer.queue.\"" + Counters.BY_PROPERTY + "\".capacity";

    /** Made by the container, as all extensions are, before the first event. */
    public ConfiguringServer() {
        System.setProperty(KEY, "1");
    }

    void end(@Observes BeforeShutdown event) {
        System.clearProperty(KEY);
    }
}
