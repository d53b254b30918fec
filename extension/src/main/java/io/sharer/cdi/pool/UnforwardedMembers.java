package io.sharer.cdi.pool;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.stream.Stream;

/**
 * Members of a bean class that the container reaches without a proxy, on what the context has: observers, producers and
 * disposers. On a wrapper it would find fields that are empty, and run methods that cannot be overridden.
 */
final class UnforwardedMembers {
    private UnforwardedMembers() {}

    /** What is wrong with each, as a part of a sentence. */
    static Stream<String> in(AnnotatedType<?> type) {
        return Stream.concat(
                type.getMethods().stream()
                        .filter(method -> isCalledByContainer(method, type) && !isOverridden(method, type))
                        .map(method -> "the container calls its method "
                                + method.getJavaMember().getName() + ", which cannot be overridden"),
                type.getFields().stream()
                        .filter(field -> isOwnProducer(field, type) && !field.isStatic())
                        .map(field -> "the container reads its field "
                                + field.getJavaMember().getName()));
    }

    private static boolean isCalledByContainer(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        return isOwnProducer(method, type)
                || method.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotationPresent(Observes.class)
                                || parameter.isAnnotationPresent(ObservesAsync.class)
                                || (parameter.isAnnotationPresent(Disposes.class) && isOwn(method, type)));
    }

    private static boolean isOwnProducer(AnnotatedMember<?> member, AnnotatedType<?> type) {
        return member.isAnnotationPresent(Produces.class) && isOwn(member, type);
    }

    /** Observers are inherited, producers and disposers are not. */
    private static boolean isOwn(AnnotatedMember<?> member, AnnotatedType<?> type) {
        return member.getJavaMember().getDeclaringClass() == type.getJavaClass();
    }

    private static boolean isOverridden(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        return method.isStatic() || ForwardedMethods.isVisible(method.getJavaMember(), type.getJavaClass());
    }
}
