package io.sharer.cdi;

import io.sharer.Shared;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InterceptionFactory;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Finds producers whose products will take no turns: no container intercepts what a producer returns, unless it passes
 * it through an {@link InterceptionFactory}.
 */
final class SharedProducers {
    private final Collection<Bare> bare = new ConcurrentLinkedQueue<>();

    private record Bare(AnnotatedMember<?> producer, Class<?> product) {}

    /** The class that the producer method has intercepted, if it has one. */
    static Optional<Class<?>> interceptedBy(AnnotatedMember<?> producer) {
        return parametersOf(producer)
                .filter(type -> rawType(type) == InterceptionFactory.class)
                .filter(ParameterizedType.class::isInstance)
                .<Class<?>>map(type -> rawType(((ParameterizedType) type).getActualTypeArguments()[0]))
                .findFirst();
    }

    /** A producer that has nothing intercepted: whether it should have is known when all beans are. */
    void collect(AnnotatedMember<?> producer) {
        Class<?> product = rawType(producer.getBaseType());
        if (isShared(product)) {
            bare.add(new Bare(producer, product));
        }
    }

    /** Those whose products cannot take turns, for there is no bean that they could be instances of. */
    List<String> problems(Collection<Class<?>> beans) {
        return bare.stream()
                .filter(one -> beans.stream().noneMatch(one.product()::isAssignableFrom))
                .map(one -> CdiMessages.productTakesNoTurns(
                        describe(one.producer()), one.product().getName()))
                .toList();
    }

    /** Those whose products take turns only if they are instances of a bean, and nothing tells that they are. */
    List<String> warnings(Collection<Class<?>> beans) {
        return bare.stream()
                .filter(one -> beans.stream().anyMatch(one.product()::isAssignableFrom))
                .filter(one -> parametersOf(one.producer()).noneMatch(type -> mayGive(type, one.product())))
                .map(one -> CdiMessages.productMayTakeNoTurns(
                        describe(one.producer()), one.product().getName()))
                .toList();
    }

    /** Whether the parameter is an instance of the bean, or a handle such as {@code Instance} or {@code Provider}. */
    private static boolean mayGive(Type parameter, Class<?> product) {
        return product.isAssignableFrom(rawType(parameter))
                || (parameter instanceof ParameterizedType handle
                        && Arrays.stream(handle.getActualTypeArguments())
                                .anyMatch(type -> product.isAssignableFrom(rawType(type))));
    }

    private static Stream<Type> parametersOf(AnnotatedMember<?> producer) {
        return producer instanceof AnnotatedCallable<?> method
                ? method.getParameters().stream().map(AnnotatedParameter::getBaseType)
                : Stream.of();
    }

    private static boolean isShared(Class<?> product) {
        if (product.isInterface() || product.getClassLoader() == null) {
            return false;
        }
        if (product.isAnnotationPresent(Shared.class)) {
            return true;
        }
        for (Class<?> c = product; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            if (hasSharedMethod(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSharedMethod(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.isAnnotationPresent(Shared.class));
        } catch (LinkageError e) {
            // Something that the class mentions is not there, so nobody has compiled it against us either.
            return false;
        }
    }

    private static Class<?> rawType(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : Object.class;
    }

    private static String describe(AnnotatedMember<?> producer) {
        Member member = producer.getJavaMember();
        return member instanceof Method method
                ? SharedMethod.labelOf(method)
                : member.getDeclaringClass().getName() + "." + member.getName();
    }
}
