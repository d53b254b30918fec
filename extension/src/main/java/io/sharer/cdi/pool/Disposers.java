package io.sharer.cdi.pool;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether a producer has a disposer. The container's own events do not tell it on every container, once the
 * producer has been replaced.
 */
final class Disposers {
    private Disposers() {}

    static boolean has(AnnotatedMember<?> producer, Bean<?> bean, BeanManager beanManager) {
        AnnotatedType<?> declaring = producer.getDeclaringType();
        return declaring.getMethods().stream()
                // Disposers are not inherited.
                .filter(method -> method.getJavaMember().getDeclaringClass() == declaring.getJavaClass())
                .flatMap(method -> method.getParameters().stream())
                .filter(parameter -> parameter.isAnnotationPresent(Disposes.class))
                .filter(parameter -> bean.getTypes().stream()
                        .anyMatch(type -> Assignability.isAssignable(parameter.getBaseType(), type)))
                .anyMatch(parameter -> asksFor(parameter, bean, beanManager));
    }

    /** Whether the bean has all qualifiers that the parameter asks for. */
    private static boolean asksFor(AnnotatedParameter<?> parameter, Bean<?> bean, BeanManager beanManager) {
        Set<Annotation> asked = parameter.getAnnotations().stream()
                .filter(annotation -> beanManager.isQualifier(annotation.annotationType()))
                .collect(Collectors.toSet());
        return (asked.isEmpty() ? Set.of(Default.Literal.INSTANCE) : asked)
                .stream()
                        .allMatch(qualifier -> qualifier instanceof Any
                                || bean.getQualifiers().stream()
                                        .anyMatch(its -> beanManager.areQualifiersEquivalent(its, qualifier)));
    }
}
