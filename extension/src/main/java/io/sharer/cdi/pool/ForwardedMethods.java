package io.sharer.cdi.pool;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The methods of a class that a subclass in its package overrides to pass them on: all that can be called from outside,
 * as far as they can be called from here. Each has its name and descriptor as its key; bridge methods are among them,
 * for what they lead to is not always what the subclass has.
 */
final class ForwardedMethods {
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final Map<String, Method> methods = new TreeMap<>();
    private final boolean finalizes;

    private ForwardedMethods(Class<?> type) throws UnwrappableException {
        boolean ownFinalizer = false;
        for (Class<?> each : closureOf(type)) {
            for (Method method : each.getDeclaredMethods()) {
                if (isFinalizer(method)) {
                    ownFinalizer = true;
                } else {
                    add(method, type);
                }
            }
        }
        finalizes = ownFinalizer;
        for (Method method : Object.class.getDeclaredMethods()) {
            if (OF_OBJECT.contains(method.getName())) {
                // Answered by the wrapper, whoever overrides them.
                methods.put(keyOf(method), method);
            }
        }
    }

    static ForwardedMethods of(Class<?> type) throws UnwrappableException {
        return new ForwardedMethods(type);
    }

    /** The class, what it extends and what they implement: what overrides comes before what it overrides. */
    private static Set<Class<?>> closureOf(Class<?> type) {
        Set<Class<?>> closure = new java.util.LinkedHashSet<>();
        Deque<Class<?>> interfaces = new ArrayDeque<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            closure.add(c);
            interfaces.addAll(Arrays.asList(c.getInterfaces()));
        }
        while (!interfaces.isEmpty()) {
            Class<?> next = interfaces.remove();
            closure.add(next);
            interfaces.addAll(Arrays.asList(next.getInterfaces()));
        }
        return closure;
    }

    private void add(Method method, Class<?> type) throws UnwrappableException {
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers) || !isVisible(method, type)) {
            return;
        }
        if (Modifier.isFinal(modifiers)) {
            throw new UnwrappableException("its method " + method.getName() + " is final");
        }
        if (method.trySetAccessible()) {
            methods.putIfAbsent(keyOf(method), method);
        }
    }

    /** Whether the subclass overrides it. */
    static boolean isVisible(Method method, Class<?> type) {
        Class<?> declaring = method.getDeclaringClass();
        if (Modifier.isPrivate(method.getModifiers())) {
            return false;
        }
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                || (declaring.getPackageName().equals(type.getPackageName())
                        && declaring.getClassLoader() == type.getClassLoader());
    }

    private static boolean isFinalizer(Method method) {
        return method.getName().equals("finalize") && method.getParameterCount() == 0;
    }

    static String keyOf(Method method) {
        return method.getName() + descriptorOf(method);
    }

    static String descriptorOf(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    /** The methods by their keys. */
    Map<String, Method> byKey() {
        return methods.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The methods in an order that is always the same. */
    Iterable<Method> all() {
        return methods.values();
    }

    /** Whether instances are finalized, which must not happen to what was never initialised. */
    boolean finalizes() {
        return finalizes;
    }
}
