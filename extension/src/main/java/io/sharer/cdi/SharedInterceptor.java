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

    /**
     * From the first call on the {@link BeanQueue} of the instance, and {@link Injected} before: one field, for there
     * is such an object for each bean. Who does not see the first call yet finds the same queue.
     */
    private Serializable queue;

    /** A queue that may be another's: an EJB container makes interceptors before the instance, or for another bean. */
    private record Injected(BeanQueue queue) implements Serializable {}

    @Inject
    SharedInterceptor(BeanQueue queue) {
        this.queue = new Injected(queue);
    }

    @AroundInvoke
    @Nullable Object takeTurn(InvocationContext call) throws Exception {
        return (queue instanceof BeanQueue its ? its : find(call)).invoke(call);
    }

    private BeanQueue find(InvocationContext call) {
        BeanQueue its = queue instanceof Injected injected ? injected.queue.ofCalled(call) : (BeanQueue) queue;
        queue = its;
        return its;
    }
}
