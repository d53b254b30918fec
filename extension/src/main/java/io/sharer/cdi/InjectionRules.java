package io.sharer.cdi;

import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the queues that a class has injected, if it is kept from becoming a bean for another problem: the
 * container tells of no injection points of such a class.
 */
final class InjectionRules {
    private InjectionRules() {}

    static void check(AnnotatedType<?> type, DefinitionProblems problems) {
        for (AnnotatedField<?> field : type.getFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                checkName(field, Places.of(field.getJavaMember()), problems);
            }
        }
        List<AnnotatedCallable<?>> callables = new ArrayList<>(type.getConstructors());
        callables.addAll(type.getMethods());
        for (AnnotatedCallable<?> callable : callables) {
            boolean injected = callable.isAnnotationPresent(Inject.class);
            if (injected || isCalledWithBeans(callable)) {
                for (AnnotatedParameter<?> parameter : callable.getParameters()) {
                    checkName(parameter, Places.of(parameter), problems);
                    if (!injected && isOwnQueue(parameter) && callable instanceof AnnotatedMethod<?> method) {
                        problems.add(CdiMessages.outsideInjection(SharedMethod.labelOf(method.getJavaMember())));
                    }
                }
            }
        }
    }

    private static boolean isCalledWithBeans(AnnotatedCallable<?> callable) {
        return callable.isAnnotationPresent(Produces.class)
                || callable.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotationPresent(Observes.class)
                                || parameter.isAnnotationPresent(ObservesAsync.class)
                                || parameter.isAnnotationPresent(Disposes.class));
    }

    private static boolean isOwnQueue(Annotated annotated) {
        return annotated.getBaseType() == SerialExecutor.class && !annotated.isAnnotationPresent(SharedQueue.class);
    }

    private static void checkName(Annotated annotated, String place, DefinitionProblems problems) {
        SharedQueue named = annotated.getAnnotation(SharedQueue.class);
        if (named != null && named.value().isBlank()) {
            problems.add(CdiMessages.emptyQueueName(place));
        }
    }
}
