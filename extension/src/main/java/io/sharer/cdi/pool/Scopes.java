package io.sharer.cdi.pool;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the scope that is written somewhere, and is not only the default. */
final class Scopes {
    private Scopes() {}

    /** Whether one is on the element itself, or comes by a stereotype. */
    static boolean isWritten(Annotated annotated, BeanManager beanManager) {
        return written(annotated, beanManager).isPresent();
    }

    /** The one that is on the element itself, or else comes by a stereotype. */
    static Optional<Class<? extends Annotation>> written(Annotated annotated, BeanManager beanManager) {
        return find(annotated.getAnnotations(), beanManager, new HashSet<>());
    }

    private static Optional<Class<? extends Annotation>> find(
            Collection<Annotation> annotations, BeanManager beanManager, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            if (beanManager.isScope(annotation.annotationType())) {
                return Optional.of(annotation.annotationType());
            }
        }
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (beanManager.isStereotype(type) && seen.add(type)) {
                Optional<Class<? extends Annotation>> found =
                        find(beanManager.getStereotypeDefinition(type), beanManager, seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
