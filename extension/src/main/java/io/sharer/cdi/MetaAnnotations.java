package io.sharer.cdi;

import io.sharer.Shared;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.configurator.AnnotatedMethodConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sets {@link Shared} itself where a stereotype or another interceptor binding brings it, so that nobody after this has
 * to look for it there.
 */
final class MetaAnnotations {
    private MetaAnnotations() {}

    static void resolve(AnnotatedTypeConfigurator<?> type) {
        resolve(type.getAnnotated(), type::add);
        for (AnnotatedMethodConfigurator<?> method : type.methods()) {
            resolve(method.getAnnotated(), method::add);
        }
    }

    /** Whether the annotation comes to the type, or to one of its methods, by whatever way. */
    static boolean bringShared(AnnotatedType<?> type) {
        return find(type.getAnnotations(), new HashSet<>()).isPresent()
                || type.getMethods().stream()
                        .anyMatch(method ->
                                find(method.getAnnotations(), new HashSet<>()).isPresent());
    }

    private static void resolve(Annotated annotated, Consumer<Shared> add) {
        if (!annotated.isAnnotationPresent(Shared.class)) {
            find(annotated.getAnnotations(), new HashSet<>()).ifPresent(add);
        }
    }

    private static Optional<Shared> find(Collection<Annotation> annotations, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (annotation instanceof Shared shared) {
                return Optional.of(shared);
            }
            boolean brings =
                    type.isAnnotationPresent(Stereotype.class) || type.isAnnotationPresent(InterceptorBinding.class);
            if (brings && seen.add(type)) {
                Optional<Shared> found = find(List.of(type.getAnnotations()), seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
