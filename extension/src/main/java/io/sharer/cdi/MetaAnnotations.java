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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds annotations where a stereotype or another interceptor binding brings them.
 *
 * <p>Sets {@link Shared} itself there, so that nobody after this has to look for it.
 */
public final class MetaAnnotations {
    private MetaAnnotations() {}

    static void resolve(AnnotatedTypeConfigurator<?> type) {
        resolve(type.getAnnotated(), type::add);
        for (AnnotatedMethodConfigurator<?> method : type.methods()) {
            resolve(method.getAnnotated(), method::add);
        }
    }

    /** The annotation of a type or a method, by whatever way it comes there. */
    static @Nullable Shared sharedOf(Annotated annotated) {
        Shared direct = annotated.getAnnotation(Shared.class);
        return direct == null
                ? find(annotated.getAnnotations(), new HashSet<>()).orElse(null)
                : direct;
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
        return find(annotations, Shared.class::isInstance, seen).map(Shared.class::cast);
    }

    /** The annotation of the given class name, wherever it comes from. The class itself may be absent. */
    public static Optional<Annotation> find(Annotated annotated, String className) {
        return find(
                annotated.getAnnotations(),
                annotation -> annotation.annotationType().getName().equals(className),
                new HashSet<>());
    }

    /** The annotation of the given type, wherever it comes from. */
    public static <A extends Annotation> Optional<A> find(Annotated annotated, Class<A> type) {
        return find(annotated.getAnnotations(), type::isInstance, new HashSet<>())
                .map(type::cast);
    }

    private static Optional<Annotation> find(
            Collection<Annotation> annotations, Predicate<Annotation> wanted, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (wanted.test(annotation)) {
                return Optional.of(annotation);
            }
            boolean brings =
                    type.isAnnotationPresent(Stereotype.class) || type.isAnnotationPresent(InterceptorBinding.class);
            if (brings && seen.add(type)) {
                Optional<Annotation> found = find(List.of(type.getAnnotations()), wanted, seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
