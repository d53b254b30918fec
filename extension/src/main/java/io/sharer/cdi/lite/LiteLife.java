package io.sharer.cdi.lite;

import io.sharer.SerialExecutor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Begins and ends the application's turns with it, and gives beans their own queue. */
@Singleton
public class LiteLife {
    private final LiteTurns turns;

    /**
     * @param requests some containers keep no bean that nobody has injected, and bodies look this one up for their
     *     request scope
     */
    @Inject
    @SuppressWarnings("UnusedVariable") // that it is asked for is all
    LiteLife(LiteTurns turns, Instance<RequestContextController> requests) {
        this.turns = turns;
    }

    /** What is wrong shows when the application starts, and not at a first call. */
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Startup event) {
        // To be made with what it needs is all.
    }

    /** All beans are still alive, so what is queued can still do its work. */
    void drain(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Shutdown event) {
        turns.drain();
    }

    @Produces
    @Dependent
    @Typed(SerialExecutor.class)
    SerialExecutor ownQueue(InjectionPoint point) {
        return turns.ownIn(point.getBean());
    }
}
