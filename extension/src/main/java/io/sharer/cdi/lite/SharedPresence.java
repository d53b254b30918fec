package io.sharer.cdi.lite;

import io.sharer.Shared;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.interceptor.InterceptorBinding;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds {@link Shared} in a class that is not loaded, where a stereotype or another binding brings it too. */
final class SharedPresence {
    private SharedPresence() {}

    /** Whether it comes to the class or to one of its methods. */
    static boolean isIn(ClassInfo type) {
        return isAmong(type.annotations(), new HashSet<>())
                || type.methods().stream().anyMatch(method -> isAmong(method.annotations(), new HashSet<>()));
    }

    private static boolean isAmong(Collection<AnnotationInfo> annotations, Set<String> seen) {
        return annotations.stream()
                .anyMatch(annotation ->
                        annotation.name().equals(Shared.class.getName()) || isBroughtBy(annotation, seen));
    }

    private static boolean isBroughtBy(AnnotationInfo annotation, Set<String> seen) {
        if (!seen.add(annotation.name())) {
            return false;
        }
        ClassInfo type = annotation.declaration();
        return (type.hasAnnotation(Stereotype.class) || type.hasAnnotation(InterceptorBinding.class))
                && isAmong(type.annotations(), seen);
    }
}
