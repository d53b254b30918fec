package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import io.sharer.Until;
import io.sharer.turn.CallSettings;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the annotations of one bean class say: which of its methods take turns, and in which queues. */
final class SharedMethods {
    private final Class<?> beanClass;
    private final @Nullable Shared onClass;
    private final Map<Method, SharedMethod> methods;

    private SharedMethods(Class<?> beanClass, @Nullable Shared onClass, Map<Method, SharedMethod> methods) {
        this.beanClass = beanClass;
        this.onClass = onClass;
        this.methods = Map.copyOf(methods);
    }

    /** Reads a type. */
    static SharedMethods of(AnnotatedType<?> type, ConfiguredQueues configured) {
        Shared onClass = MetaAnnotations.sharedOf(type);
        Map<Method, SharedMethod> methods = new LinkedHashMap<>();
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Method member = method.getJavaMember();
            Shared onMethod = MetaAnnotations.sharedOf(method);
            boolean shared = onMethod != null || (onClass != null && !method.isAnnotationPresent(Unshared.class));
            if (shared && !isObjectsOwn(member) && !Modifier.isStatic(member.getModifiers())) {
                boolean mayEndEarly = TransactionRules.mayEndEarly(type, method, shared(onClass, onMethod));
                SharedMethod found = methodOf(member, KeyParameters.of(method), onClass, onMethod, mayEndEarly);
                String name = ConfiguredQueues.nameOf(type.getJavaClass(), found.queue());
                methods.put(member, found.asking(configured.settingsOf(name, found.settings())));
            }
        }
        return new SharedMethods(type.getJavaClass(), onClass, methods);
    }

    /** {@code equals}, {@code hashCode} and {@code toString} never take a turn. */
    static boolean isObjectsOwn(Method method) {
        return switch (method.getName()) {
            case "hashCode", "toString" -> method.getParameterCount() == 0;
            case "equals" -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == Object.class;
            default -> false;
        };
    }

    static String queueOf(@Nullable Shared onClass, @Nullable Shared onMethod) {
        if (onMethod != null && !onMethod.value().isEmpty()) {
            return onMethod.value();
        }
        return onClass == null ? "" : onClass.value();
    }

    /** The annotation on a method replaces the one on its class. */
    static @Nullable Shared shared(@Nullable Shared onClass, @Nullable Shared onMethod) {
        return onMethod == null ? onClass : onMethod;
    }

    static SharedMethod methodOf(
            Method method,
            List<Integer> key,
            @Nullable Shared onClass,
            @Nullable Shared onMethod,
            boolean mayEndEarly) {
        Shared shared = shared(onClass, onMethod);
        CallSettings settings = shared == null
                ? CallSettings.DEFAULT
                : CallSettings.of(
                        shared.access(),
                        shared.overflow(),
                        Durations.parse(shared.timeout()).orElse(null));
        Until until = shared == null ? Until.RETURN : shared.until();
        return SharedMethod.of(method, key, queueOf(onClass, onMethod), settings, until, mayEndEarly);
    }

    Class<?> beanClass() {
        return beanClass;
    }

    /** How calls of the method are queued; {@code null} if they are not. */
    @Nullable SharedMethod find(Method method) {
        return methods.get(method);
    }

    /** The name of the queue that the bean as a whole belongs to; empty for the instance's own. */
    String homeQueue() {
        return onClass == null ? "" : onClass.value();
    }

    /** Whether instances have a queue of their own, that methods take turns in or that can be injected. */
    boolean haveOwnQueue() {
        return homeQueue().isEmpty() || queues().contains("");
    }

    /** The names of all queues in which methods of the bean take turns; empty for the instance's own. */
    Set<String> queues() {
        Set<String> names = new TreeSet<>();
        methods.values().forEach(method -> names.add(method.queue()));
        return names;
    }
}
