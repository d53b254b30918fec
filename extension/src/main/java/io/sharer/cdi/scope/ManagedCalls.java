package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.cdi.Places;
import io.sharer.scope.ScopeHandle;
import io.sharer.scope.ScopeManager;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs calls in resource scopes. The container makes a proxy of it, which needs the constructor without parameters. */
class ManagedCalls {
    private final @Nullable ScopeManager manager;

    ManagedCalls() {
        this.manager = null;
    }

    ManagedCalls(ScopeManager manager) {
        this.manager = manager;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    @Nullable Object call(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        String place = Places.of(method);
        boolean asynchronous = ManagedMethods.isAsynchronous(method.getReturnType());
        ScopeHandle scope;
        try {
            scope = Objects.requireNonNull(manager).open(place, existOk(method, call.getTarget()));
        } catch (IllegalStateException refusal) {
            if (asynchronous) {
                return CompletableFuture.failedFuture(refusal);
            }
            throw refusal;
        }
        return asynchronous ? callUntilDone(scope, call, place) : callUntilReturn(scope, call);
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

    /** As the annotation says that comes first: of the method, of the class, of a stereotype of the class. */
    private static boolean existOk(Method method, Object target) {
        ManagedResources found = method.getAnnotation(ManagedResources.class);
        if (found == null) {
            // A proxy of the container's inherits what its class has.
            found = ofType(target.getClass());
        }
        return found != null && found.existOk();
    }

    private static @Nullable ManagedResources ofType(Class<?> type) {
        ManagedResources found = type.getAnnotation(ManagedResources.class);
        for (Class<?> each = type; found == null && each != null; each = each.getSuperclass()) {
            for (Annotation annotation : each.getAnnotations()) {
                if (found == null && annotation.annotationType().isAnnotationPresent(Stereotype.class)) {
                    found = ofType(annotation.annotationType());
                }
            }
        }
        return found;
    }
}
