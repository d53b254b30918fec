package io.sharer.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;

/** Passes the end of a {@link io.sharer.Shared} bean to the instance's {@link BeanQueue}. */
@QueueLifecycle
@Interceptor
@Priority(SharedInterceptor.PRIORITY)
public class QueueLifecycleInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    private final BeanQueue queue;

    @Inject
    QueueLifecycleInterceptor(BeanQueue queue) {
        this.queue = queue;
    }

    @PreDestroy
    void end(InvocationContext call) throws Exception {
        queue.end(call::proceed);
    }
}
