package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds default methods of interfaces that should take turns and cannot: some containers do not intercept them. */
final class DefaultMethods {
    private DefaultMethods() {}

    /** What is to be said of a class that has {@code @Shared} on itself or on a method. */
    static List<String> warnings(AnnotatedType<?> type) {
        Set<Method> seen =
                type.getMethods().stream().map(AnnotatedMethod::getJavaMember).collect(Collectors.toSet());
        boolean onClass = MetaAnnotations.sharedOf(type) != null;
        return Arrays.stream(type.getJavaClass().getMethods())
                .filter(Method::isDefault)
                .filter(method -> !seen.contains(method))
                .filter(method -> method.isAnnotationPresent(Shared.class)
                        || (onClass && !method.isAnnotationPresent(Unshared.class)))
                .map(method -> CdiMessages.defaultMethod(
                        SharedMethod.labelOf(method), type.getJavaClass().getName()))
                .toList();
    }
}
