package io.sharer.example;

import io.sharer.LateBinding;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/**
 * Binds what is known only when the application starts. Beans have it injected as any other, with
 * {@link io.sharer.Late}; one that used it earlier would be told so.
 */
@ApplicationScoped
public class Start {
    @Inject
    LateBinding<Settings> settings;

    /** Before the pool is filled, for which the settings are needed. */
    void bind(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) @Initialized(ApplicationScoped.class) Object started) {
        settings.set(ServerSettings.read());
    }
}
