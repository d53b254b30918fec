package io.sharer.cdi.lite;

import io.sharer.Shared;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.interceptor.InterceptorBinding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds {@link Shared} in classes that are not loaded, where a stereotype or another binding brings it too.
 *
 * <p>A container shows all classes of the application and its libraries. Some of these mention others that are not
 * there, and containers throw whatever they like if they are asked for those. For one thread.
 */
final class SharedPresence {
    private final Map<String, Boolean> broughtBy = new HashMap<>();

    /** Whether it comes to the class or to one of its methods. */
    boolean isIn(ClassInfo type) {
        try {
            return isAmong(type.annotations())
                    || type.methods().stream().anyMatch(method -> isAmong(method.annotations()));
        } catch (RuntimeException e) {
            // A superclass is missing, so nobody could load the class.
            return false;
        }
    }

    /** Whether the type is a class that it comes to. */
    boolean isIn(Type type) {
        try {
            return type.isClass() && isIn(type.asClass().declaration());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean isAmong(Collection<AnnotationInfo> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> annotation.name().equals(Shared.class.getName()) || isBroughtBy(annotation));
    }

    private boolean isBroughtBy(AnnotationInfo annotation) {
        Boolean known = broughtBy.get(annotation.name());
        if (known == null) {
            // Annotations may be on themselves.
            broughtBy.put(annotation.name(), false);
            known = findIn(annotation);
            broughtBy.put(annotation.name(), known);
        }
        return known;
    }

    private boolean findIn(AnnotationInfo annotation) {
        try {
            ClassInfo type = annotation.declaration();
            return (type.hasAnnotation(Stereotype.class) || type.hasAnnotation(InterceptorBinding.class))
                    && isAmong(type.annotations());
        } catch (RuntimeException e) {
            // An annotation that is not there brings nothing.
            return false;
        }
    }
}
