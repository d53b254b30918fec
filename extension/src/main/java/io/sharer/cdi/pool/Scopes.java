package io.sharer.cdi.pool;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds out whether a scope is written somewhere, or is only the default. */
final class Scopes {
    private Scopes() {}

    /** Whether one is on the element itself, or comes by a stereotype. */
    static boolean isWritten(Annotated annotated, BeanManager beanManager) {
        return isWritten(annotated.getAnnotations(), beanManager, new HashSet<>());
    }

    private static boolean isWritten(Collection<Annotation> annotations, BeanManager beanManager, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (beanManager.isScope(type)) {
                return true;
            }
            if (beanManager.isStereotype(type)
                    && seen.add(type)
                    && isWritten(beanManager.getStereotypeDefinition(type), beanManager, seen)) {
                return true;
            }
        }
        return false;
    }
}
