package io.sharer.cdi.lite;

import io.sharer.cdi.BeanQueue;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link BeanQueue} of a new instance of a {@link io.sharer.Shared} bean, and passes the instance's
 * beginning, calls and end to it.
 *
 * <p>One interceptor for all of them, because nothing but the interceptor itself belongs to one instance in CDI Lite.
 */
@InTurns
@Interceptor
@Priority(InTurnsInterceptor.PRIORITY)
public class InTurnsInterceptor {
    /** Outside transactions: the turn is taken before one begins and ends after it has completed. */
    static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final LiteTurns turns;
    private final BeanQueue queue;

    @Inject
    InTurnsInterceptor(LiteTurns turns, @Intercepted Bean<?> bean) {
        this.turns = turns;
        this.queue = turns.beginCreation(bean);
    }

    @PostConstruct
    void begin(InvocationContext call) throws Exception {
        turns.endCreation(queue);
        queue.begin(call::proceed);
    }

    @AroundInvoke
    @Nullable Object takeTurn(InvocationContext call) throws Exception {
        return queue.invoke(call);
    }

    @PreDestroy
    void end(InvocationContext call) throws Exception {
        queue.end(call::proceed);
    }
}
