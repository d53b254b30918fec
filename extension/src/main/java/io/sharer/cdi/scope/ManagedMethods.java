package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.cdi.Places;
import io.sharer.cdi.Problems;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Looks at the classes that have {@link ManagedResources}, and collects what cannot work and what has no effect. */
final class ManagedMethods {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private static final ManagedResources DEFAULT = ManagedResources.Literal.of(false);

    private final Map<String, Class<?>[]> eager = new LinkedHashMap<>();
    private final Problems problems = new Problems();
    private final Set<Class<?>> annotated = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> beans = ConcurrentHashMap.newKeySet();

    /** Whether a call of a method of that type lasts until a stage is done. */
    static boolean isAsynchronous(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class || type == Future.class;
    }

    /**
     * What a call of a bean's method does: as the annotation of the method says, else of the class, else of a
     * stereotype.
     */
    static ManagedResources settings(Method method, Class<?> beanClass) {
        ManagedResources found = method.getAnnotation(ManagedResources.class);
        if (found == null) {
            // A proxy of the container's inherits what its class has.
            found = ofType(beanClass);
        }
        return found == null ? DEFAULT : found;
    }

    private static @Nullable ManagedResources ofType(Class<?> type) {
        ManagedResources found = type.getAnnotation(ManagedResources.class);
        for (Class<?> each = type; found == null && each != null; each = each.getSuperclass()) {
            for (Annotation annotation : each.getAnnotations()) {
                if (found == null && annotation.annotationType().isAnnotationPresent(Stereotype.class)) {
                    found = ofType(annotation.annotationType());
                }
            }
        }
        return found;
    }

    void collect(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        if (javaClass.isAnnotationPresent(Interceptor.class)
                || javaClass.isAnnotation()
                || Modifier.isAbstract(javaClass.getModifiers())) {
            return;
        }
        annotated.add(javaClass);
        collectEager(javaClass.getName(), ofType(javaClass));
        boolean onClass = type.isAnnotationPresent(ManagedResources.class);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (method.isAnnotationPresent(ManagedResources.class)) {
                collectEager(Places.of(method.getJavaMember()), method.getAnnotation(ManagedResources.class));
                checkVisible(method.getJavaMember());
                checkReturnType(method.getJavaMember());
            } else if (onClass && !Modifier.isPrivate(method.getJavaMember().getModifiers())) {
                checkReturnType(method.getJavaMember());
            }
        }
    }

    private void collectEager(String place, @Nullable ManagedResources settings) {
        if (settings != null && settings.eager().length > 0) {
            eager.put(place, settings.eager());
        }
    }

    /** All that is wrong with what scopes are to have from their beginning; once all beans are known. */
    Optional<DefinitionException> eagerProblems(EagerBeans beans) {
        Problems found = new Problems();
        eager.forEach((place, types) -> {
            for (Class<?> type : types) {
                if (beans.of(type).isEmpty()) {
                    found.add(ScopeCdiMessages.nothingEager(place, type.getName()));
                }
            }
        });
        eager.clear();
        return found.asException();
    }

    private void checkVisible(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            problems.add(ScopeCdiMessages.notIntercepted(
                    Places.of(method), Modifier.isPrivate(modifiers) ? "private" : "static"));
        }
    }

    private void checkReturnType(Method method) {
        Class<?> type = method.getReturnType();
        boolean future = Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
        if (future && !isAsynchronous(type)) {
            problems.add(ScopeCdiMessages.unknownFuture(Places.of(method), type.getName()));
        }
    }

    void isBean(Class<?> beanClass) {
        beans.add(beanClass);
    }

    /** All problems in one exception, if there are any. */
    Optional<DefinitionException> problems() {
        return problems.asException();
    }

    /** Once all beans are known. */
    void logWarnings() {
        annotated.stream()
                .filter(type -> !beans.contains(type))
                .forEach(type -> LOG.log(System.Logger.Level.WARNING, ScopeCdiMessages.notABean(type.getName())));
        annotated.clear();
        beans.clear();
    }
}
