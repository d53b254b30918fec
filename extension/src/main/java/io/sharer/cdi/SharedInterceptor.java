package io.sharer.cdi;

import io.sharer.Shared;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Passes the calls of a {@link Shared} bean to the instance's {@link BeanQueue}. */
@Shared
@Interceptor
@Priority(SharedInterceptor.PRIORITY)
public class SharedInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Outside transactions: the turn is taken before one begins and ends after it has completed. */
    static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final BeanQueue queue;

    @Inject
    SharedInterceptor(BeanQueue queue) {
        this.queue = queue;
    }

    @AroundInvoke
    @Nullable Object takeTurn(InvocationContext call) throws Exception {
        return queue.ofCalled(call).invoke(call);
    }
}
