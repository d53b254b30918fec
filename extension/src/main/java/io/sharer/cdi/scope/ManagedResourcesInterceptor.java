package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Passes the calls of {@link ManagedResources} methods to {@link ManagedCalls}. */
@ManagedResources
@Interceptor
@Priority(ManagedResourcesInterceptor.PRIORITY)
public class ManagedResourcesInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Inside the turn of {@code @Shared}, and around the transaction of {@code @Transactional}. */
    static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 150;

    /** A client proxy, which can be passivated. */
    @SuppressWarnings("serial")
    private final ManagedCalls calls;

    @Inject
    ManagedResourcesInterceptor(ManagedCalls calls) {
        this.calls = calls;
    }

    @AroundInvoke
    @Nullable Object callInScope(InvocationContext call) throws Exception {
        return calls.call(call);
    }
}
