package io.sharer.benchmarks.beans;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Passes calls, and the end of the bean, on. */
@Nothing
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class NothingInterceptor {
    @AroundInvoke
    @Nullable Object call(InvocationContext call) throws Exception {
        return call.proceed();
    }

    @PreDestroy
    void end(InvocationContext call) throws Exception {
        call.proceed();
    }
}
