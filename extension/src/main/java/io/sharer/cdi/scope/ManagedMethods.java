package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.cdi.Places;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** Looks at the classes that have {@link ManagedResources}, and collects what cannot work and what has no effect. */
final class ManagedMethods {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<Class<?>> annotated = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> beans = ConcurrentHashMap.newKeySet();

    /** Whether a call of a method of that type lasts until a stage is done. */
    static boolean isAsynchronous(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class || type == Future.class;
    }

    void collect(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        if (javaClass.isAnnotationPresent(Interceptor.class)
                || javaClass.isAnnotation()
                || Modifier.isAbstract(javaClass.getModifiers())) {
            return;
        }
        annotated.add(javaClass);
        boolean onClass = type.isAnnotationPresent(ManagedResources.class);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (method.isAnnotationPresent(ManagedResources.class)) {
                checkVisible(method.getJavaMember());
                checkReturnType(method.getJavaMember());
            } else if (onClass && !Modifier.isPrivate(method.getJavaMember().getModifiers())) {
                checkReturnType(method.getJavaMember());
            }
        }
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
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new DefinitionException(String.join(System.lineSeparator(), problems)));
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
