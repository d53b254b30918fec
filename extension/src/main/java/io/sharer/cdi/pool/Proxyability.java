package io.sharer.cdi.pool;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/** Whether a container can make client proxies of a type, by the rules of CDI. */
final class Proxyability {
    private Proxyability() {}

    /** Why it cannot, as a part of a sentence. */
    static Optional<String> obstacle(Class<?> type) {
        if (type.isSealed()) {
            return Optional.of("it is sealed");
        }
        if (type.isInterface()) {
            return Optional.empty();
        }
        if (type.isPrimitive() || type.isArray()) {
            return Optional.of("it is no class and no interface");
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return Optional.of("the class is final");
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isFinal(modifiers) && !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)) {
                    return Optional.of("its method " + method.getName() + " is final");
                }
            }
        }
        return Arrays.stream(type.getDeclaredConstructors()).anyMatch(Proxyability::isForProxies)
                ? Optional.empty()
                : Optional.of("it has no constructor without parameters that is not private");
    }

    private static boolean isForProxies(Constructor<?> constructor) {
        return constructor.getParameterCount() == 0 && !Modifier.isPrivate(constructor.getModifiers());
    }
}
