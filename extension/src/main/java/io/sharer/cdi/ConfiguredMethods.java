package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import io.sharer.Until;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one object that a program had intercepted and configured with
 * {@code InterceptionFactory.configure().add(...)}: no annotation of its class tells of them, so the call does.
 */
final class ConfiguredMethods {
    /** Where Weld tells the bindings of a call; newer containers have a method for it. */
    private static final String WELDS_BINDINGS = "org.jboss.weld.interceptor.bindings";

    private static final @Nullable Method BINDINGS = bindingsMethod();

    private final ConfiguredQueues queues;
    private final Map<Method, Optional<SharedMethod>> methods = new ConcurrentHashMap<>();

    ConfiguredMethods(ConfiguredQueues queues) {
        this.queues = queues;
    }

    /** How the call is queued; {@code null} if it is not. */
    @Nullable SharedMethod find(InvocationContext call) {
        Method method = call.getMethod();
        Optional<SharedMethod> found = methods.get(method);
        if (found == null) {
            found = read(method, call);
            methods.putIfAbsent(method, found);
        }
        return found.orElse(null);
    }

    private Optional<SharedMethod> read(Method method, InvocationContext call) {
        return annotated(method, call).map(found -> {
            String name = ConfiguredQueues.nameOf(call.getTarget().getClass(), found.queue());
            return found.asking(queues.settingsOf(name, found.settings()));
        });
    }

    private static Optional<SharedMethod> annotated(Method method, InvocationContext call) {
        if (method.isAnnotationPresent(Unshared.class) || SharedMethods.isObjectsOwn(method)) {
            return Optional.empty();
        }
        Collection<?> bindings = bindingsOf(call);
        if (bindings == null) {
            // All that is known is that the interceptor was bound.
            return Optional.of(methodOf(method, null));
        }
        return bindings.stream()
                .filter(Shared.class::isInstance)
                .map(Shared.class::cast)
                .findAny()
                .map(shared -> methodOf(method, shared));
    }

    private static SharedMethod methodOf(Method method, @Nullable Shared shared) {
        boolean mayEndEarly = (shared == null || shared.until() == Until.RETURN)
                && !SharedMethod.isAsynchronous(method.getReturnType());
        return SharedMethods.methodOf(method, KeyParameters.of(method), null, shared, mayEndEarly);
    }

    private static @Nullable Collection<?> bindingsOf(InvocationContext call) {
        if (BINDINGS != null) {
            try {
                return (Collection<?>) BINDINGS.invoke(call);
            } catch (IllegalAccessException | InvocationTargetException e) {
                // The container does not know its own API; what it has always told is looked at.
            }
        }
        return call.getContextData().get(WELDS_BINDINGS) instanceof Collection<?> bindings ? bindings : null;
    }

    private static @Nullable Method bindingsMethod() {
        try {
            return InvocationContext.class.getMethod("getInterceptorBindings");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
