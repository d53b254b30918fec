package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.cdi.Places;
import io.sharer.scope.ScopeHandle;
import io.sharer.scope.ScopeManager;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs calls in resource scopes. The container makes a proxy of it, which needs the constructor without parameters. */
class ManagedCalls {
    private final @Nullable ScopeManager manager;
    private final @Nullable EagerBeans eager;

    ManagedCalls() {
        this.manager = null;
        this.eager = null;
    }

    ManagedCalls(ScopeManager manager, EagerBeans eager) {
        this.manager = manager;
        this.eager = eager;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    @Nullable Object call(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        String place = Places.of(method);
        boolean asynchronous = ManagedMethods.isAsynchronous(method.getReturnType());
        ScopeHandle scope;
        try {
            scope = open(place, ManagedMethods.settings(method, call.getTarget().getClass()));
        } catch (RuntimeException refusal) {
            if (asynchronous) {
                return CompletableFuture.failedFuture(refusal);
            }
            throw refusal;
        }
        return asynchronous ? callUntilDone(scope, call, place) : callUntilReturn(scope, call);
    }

    private ScopeHandle open(String place, ManagedResources settings) {
        ScopeHandle scope = Objects.requireNonNull(manager).open(place, settings.existOk());
        try {
            Objects.requireNonNull(eager).acquire(settings.eager());
            return scope;
        } catch (Throwable failed) { // whatever it is, the scope must end, and that be told with it
            try (scope) {
                throw failed;
            }
        }
    }

    private static @Nullable Object callUntilReturn(ScopeHandle scope, InvocationContext call) throws Exception {
        try (scope) {
            return call.proceed();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    private static @Nullable Object callUntilDone(ScopeHandle scope, InvocationContext call, String place)
            throws Exception {
        Object returned;
        try {
            returned = call.proceed();
        } catch (Throwable thrown) { // whatever it is, the scope must end, and that be told with it
            try (scope) {
                throw thrown;
            }
        }
        if (returned instanceof CompletionStage<?> stage) {
            scope.leaveThread();
            return ManagedFuture.of(stage, scope);
        }
        try (scope) {
            if (returned == null) {
                return CompletableFuture.failedFuture(ScopeCdiMessages.nullStage(place));
            }
            return returned;
        }
    }
}
