package io.sharer.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;

/** Passes the beginning and the end of a {@link io.sharer.Shared} bean to the instance's {@link BeanQueue}. */
@QueueLifecycle
@Interceptor
@Priority(SharedInterceptor.PRIORITY)
public class QueueLifecycleInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The instance's own from its beginning on. */
    private volatile BeanQueue queue;

    @Inject
    QueueLifecycleInterceptor(BeanQueue queue) {
        this.queue = queue;
    }

    @PostConstruct
    void begin(InvocationContext call) throws Exception {
        queue = queue.ofCalled(call);
        queue.begin(call::proceed);
    }

    @PreDestroy
    void end(InvocationContext call) throws Exception {
        queue.end(call::proceed);
    }
}
