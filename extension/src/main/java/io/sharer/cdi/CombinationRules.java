package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code @Shared} cannot stand beside, one method a rule. The annotations of other specifications are known by
 * their names alone, so nothing has to be there for the rules to load.
 */
final class CombinationRules {
    private static final Set<String> SESSION_BEANS =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");
    private static final List<String> ASYNCHRONOUS =
            List.of("jakarta.enterprise.concurrent.Asynchronous", "jakarta.ejb.Asynchronous");

    /** The transactions that begin and end with an asynchronous body, as Jakarta Concurrency rules. */
    private static final Set<String> OF_ASYNCHRONOUS_BODIES = Set.of("REQUIRES_NEW", "NOT_SUPPORTED");

    private final AnnotatedType<?> type;
    private final DefinitionProblems problems;

    private CombinationRules(AnnotatedType<?> type, DefinitionProblems problems) {
        this.type = type;
        this.problems = problems;
    }

    /** All rules for a class that has {@code @Shared} on itself or on a method. */
    static void check(AnnotatedType<?> type, DefinitionProblems problems) {
        CombinationRules rules = new CombinationRules(type, problems);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            rules.check(method);
        }
    }

    private void check(AnnotatedMethod<?> method) {
        String name = SharedMethod.labelOf(method.getJavaMember());
        Shared onMethod = MetaAnnotations.sharedOf(method);
        if (onMethod != null) {
            checkObjectsOwn(method, name);
            checkProducer(method, name);
        } else if (!isCovered(method)) {
            return;
        }
        checkAsynchronousAnnotation(method, name);
        if (SharedMethod.isAsynchronous(method.getJavaMember().getReturnType())) {
            checkSessionBean(name);
            checkTransaction(method, name);
        }
    }

    /** Whether the annotation on the class covers the method. */
    private boolean isCovered(AnnotatedMethod<?> method) {
        int modifiers = method.getJavaMember().getModifiers();
        return MetaAnnotations.sharedOf(type) != null
                && !method.isAnnotationPresent(Unshared.class)
                && !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !SharedMethods.isObjectsOwn(method.getJavaMember());
    }

    private void checkObjectsOwn(AnnotatedMethod<?> method, String name) {
        if (SharedMethods.isObjectsOwn(method.getJavaMember())) {
            problems.add(CdiMessages.objectsOwnMethod(name));
        }
    }

    private void checkProducer(AnnotatedMethod<?> method, String name) {
        if (method.isAnnotationPresent(Produces.class)) {
            problems.add(CdiMessages.sharedProducer(name));
        }
    }

    private void checkAsynchronousAnnotation(AnnotatedMethod<?> method, String name) {
        for (String annotation : ASYNCHRONOUS) {
            if (isOn(method, annotation) || isOn(type, annotation)) {
                problems.add(CdiMessages.togetherWithAsynchronous(name, annotation));
            }
        }
    }

    private static boolean isOn(Annotated annotated, String annotation) {
        return MetaAnnotations.find(annotated, annotation).isPresent();
    }

    private void checkSessionBean(String name) {
        sessionBean(type)
                .ifPresent(annotation -> problems.add(CdiMessages.asynchronousOnSessionBean(name, annotation)));
    }

    /** The annotation that makes the class a session bean, if one does. */
    static Optional<String> sessionBean(AnnotatedType<?> type) {
        return type.getAnnotations().stream()
                .map(annotation -> annotation.annotationType().getName())
                .filter(SESSION_BEANS::contains)
                .findAny();
    }

    private void checkTransaction(AnnotatedMethod<?> method, String name) {
        Optional<String> txType = Transactions.typeOf(method, type);
        txType.filter(found -> !OF_ASYNCHRONOUS_BODIES.contains(found))
                .ifPresent(found -> problems.add(CdiMessages.transactionOfAsynchronous(name, found)));
    }
}
