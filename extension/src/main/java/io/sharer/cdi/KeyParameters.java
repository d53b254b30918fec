package io.sharer.cdi;

import io.sharer.SharedKey;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the parameters that are the key of a method, by their positions. */
final class KeyParameters {
    private KeyParameters() {}

    /** Of a method as extensions have left it. */
    static List<Integer> of(AnnotatedMethod<?> method) {
        return method.getParameters().stream()
                .filter(parameter -> parameter.isAnnotationPresent(SharedKey.class))
                .map(AnnotatedParameter::getPosition)
                .toList();
    }

    /** Of a method, or constructor, as it was compiled. */
    static List<Integer> of(Executable method) {
        List<Integer> positions = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(SharedKey.class)) {
                positions.add(i);
            }
        }
        return List.copyOf(positions);
    }

    /**
     * A method that this one overrides or implements and that has another key, which is not inherited: annotations on
     * parameters never are.
     */
    static Optional<Method> overriddenWithOther(Method method, List<Integer> key) {
        return supertypes(method.getDeclaringClass())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(other -> isOverridden(other, method))
                .filter(other -> !of(other).isEmpty() && !of(other).equals(key))
                .findFirst();
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        Stream<Class<?>> direct =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return direct.flatMap(one -> Stream.concat(Stream.of(one), supertypes(one)));
    }

    private static boolean isOverridden(Method other, Method method) {
        if (!other.getName().equals(method.getName())
                || other.getParameterCount() != method.getParameterCount()
                || Modifier.isStatic(other.getModifiers())
                || Modifier.isPrivate(other.getModifiers())) {
            return false;
        }
        Class<?>[] parameters = other.getParameterTypes();
        // With type arguments filled in, the compiler has left a bridge with the other's very parameters.
        return Arrays.equals(parameters, method.getParameterTypes())
                || Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .anyMatch(bridge -> bridge.isBridge()
                                && bridge.getName().equals(method.getName())
                                && Arrays.equals(parameters, bridge.getParameterTypes())
                                && isNarrower(method.getParameterTypes(), parameters));
    }

    private static boolean isNarrower(Class<?>[] types, Class<?>[] others) {
        for (int i = 0; i < types.length; i++) {
            if (!others[i].isAssignableFrom(types[i])) {
                return false;
            }
        }
        return true;
    }
}
