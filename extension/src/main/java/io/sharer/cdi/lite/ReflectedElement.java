package io.sharer.cdi.lite;

import jakarta.enterprise.inject.spi.Annotated;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An annotated element as it was compiled, in the terms of {@link Annotated}. */
class ReflectedElement implements Annotated {
    private final AnnotatedElement element;
    private final Type baseType;

    ReflectedElement(AnnotatedElement element, Type baseType) {
        this.element = element;
        this.baseType = baseType;
    }

    @Override
    public Type getBaseType() {
        return baseType;
    }

    @Override
    public Set<Type> getTypeClosure() {
        return Set.of(baseType, Object.class);
    }

    @Override
    public <T extends Annotation> @Nullable T getAnnotation(Class<T> annotationType) {
        return element.getAnnotation(annotationType);
    }

    @Override
    public <T extends Annotation> Set<T> getAnnotations(Class<T> annotationType) {
        return Set.of(element.getAnnotationsByType(annotationType));
    }

    @Override
    public Set<Annotation> getAnnotations() {
        return Set.of(element.getAnnotations());
    }

    @Override
    public boolean isAnnotationPresent(Class<? extends Annotation> annotationType) {
        return element.isAnnotationPresent(annotationType);
    }
}
