package io.sharer.docs;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Scope;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

/**
 * An application of those classes of a page that a WAR without a {@code beans.xml} has for beans, started and ended: a
 * definition error in it would fail that.
 */
final class Deployment {
    private Deployment() {}

    static void of(List<Class<?>> classes, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try (SeContainer container = SeContainerInitializer.newInstance()
                .setClassLoader(loader)
                .addBeanClasses(classes.stream().filter(Deployment::isBean).toArray(Class<?>[]::new))
                .initialize()) {
            if (!container.isRunning()) {
                throw new AssertionError("not started");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean isBean(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.isAnnotationPresent(NormalScope.class)
                        || annotation.isAnnotationPresent(Scope.class)
                        || annotation.isAnnotationPresent(Stereotype.class));
    }
}
