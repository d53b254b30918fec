package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Checks what the annotations ask for, one method a rule, and collects what cannot be. */
final class DefinitionProblems {
    private final Problems problems = new Problems();

    void add(String problem) {
        problems.add(problem);
    }

    /** All problems in one exception, if there are any. */
    Optional<DefinitionException> asException() {
        return problems.asException();
    }

    /** All rules for a class that has {@code @Shared} on itself or on a method. */
    void check(AnnotatedType<?> type) {
        Shared onClass = MetaAnnotations.sharedOf(type);
        String className = type.getJavaClass().getName();
        if (Modifier.isFinal(type.getJavaClass().getModifiers())) {
            add(CdiMessages.finalClass(className));
        }
        if (onClass != null) {
            checkSettings(onClass, className);
        }
        TransactionRules.check(type, this::add);
        checkKeysOutsideTurns(type);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            String name = SharedMethod.labelOf(method.getJavaMember());
            checkOverriddenKey(method, onClass, onMethod, name);
            if (onMethod != null) {
                checkAnnotated(method, name);
                checkSettings(onMethod, name);
            } else if (onClass != null && !method.isAnnotationPresent(Unshared.class)) {
                checkCovered(method, name);
            }
        }
    }

    /** Whether the class is final, or a method that takes turns. */
    static boolean anythingFinal(AnnotatedType<?> type) {
        boolean onClass = MetaAnnotations.sharedOf(type) != null;
        return Modifier.isFinal(type.getJavaClass().getModifiers())
                || type.getMethods().stream()
                        .filter(method -> MetaAnnotations.sharedOf(method) != null
                                || (onClass && !method.isAnnotationPresent(Unshared.class)))
                        .map(AnnotatedMethod::getJavaMember)
                        .anyMatch(method -> Modifier.isFinal(method.getModifiers()) && isBusinessMethod(method));
    }

    private static boolean isBusinessMethod(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && !SharedMethods.isObjectsOwn(method);
    }

    private void checkAnnotated(AnnotatedMethod<?> method, String name) {
        int modifiers = method.getJavaMember().getModifiers();
        if (Modifier.isStatic(modifiers)) {
            add(CdiMessages.staticMethod(name));
        } else if (Modifier.isPrivate(modifiers)) {
            add(CdiMessages.privateMethod(name));
        } else if (Modifier.isFinal(modifiers)) {
            add(CdiMessages.finalMethod(name));
        }
        if (method.isAnnotationPresent(Unshared.class)) {
            add(CdiMessages.sharedAndUnshared(name));
        }
        checkReturnType(method.getJavaMember(), name);
    }

    /** A method that the annotation on its class covers, unless it is no business method. */
    private void checkCovered(AnnotatedMethod<?> method, String name) {
        Method member = method.getJavaMember();
        if (!isBusinessMethod(member)) {
            return;
        }
        if (Modifier.isFinal(member.getModifiers())) {
            add(CdiMessages.finalMethod(name));
        }
        checkReturnType(member, name);
    }

    private void checkReturnType(Method method, String name) {
        Class<?> type = method.getReturnType();
        boolean future = Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
        if (future && !SharedMethod.isAsynchronous(type)) {
            add(CdiMessages.unknownFuture(name, type.getName()));
        }
    }

    /** Keys of what takes no turns: of any class that the container makes instances of. */
    void checkKeysOutsideTurns(AnnotatedType<?> type) {
        boolean onClass = type.isAnnotationPresent(Shared.class);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Method member = method.getJavaMember();
            boolean covered = onClass && !method.isAnnotationPresent(Unshared.class) && isBusinessMethod(member);
            if (!covered
                    && !method.isAnnotationPresent(Shared.class)
                    && !KeyParameters.of(method).isEmpty()) {
                add(CdiMessages.keyOutsideTurns(SharedMethod.labelOf(member)));
            }
        }
        // Not all containers show all constructors.
        for (Constructor<?> constructor : type.getJavaClass().getDeclaredConstructors()) {
            if (!KeyParameters.of(constructor).isEmpty()) {
                add(CdiMessages.keyOutsideTurns(
                        "a constructor of " + type.getJavaClass().getName()));
            }
        }
    }

    private void checkOverriddenKey(
            AnnotatedMethod<?> method, @Nullable Shared onClass, @Nullable Shared onMethod, String name) {
        boolean shared = onMethod != null || (onClass != null && !method.isAnnotationPresent(Unshared.class));
        if (shared && isBusinessMethod(method.getJavaMember())) {
            KeyParameters.overriddenWithOther(method.getJavaMember(), KeyParameters.of(method))
                    .ifPresent(other -> add(CdiMessages.keyNotRepeated(name, SharedMethod.labelOf(other))));
        }
    }

    private void checkSettings(Shared shared, String where) {
        if (!shared.value().isEmpty() && shared.value().isBlank()) {
            add(CdiMessages.blankQueueName(where));
        }
        if (shared.capacity() < 0) {
            add(CdiMessages.invalidCapacity(where, shared.capacity()));
        }
        if (shared.permits() < 1) {
            add(CdiMessages.invalidPermits(where, shared.permits()));
        }
        if (!Durations.isValid(shared.timeout())) {
            add(CdiMessages.invalidTimeout(where, shared.timeout()));
        }
    }
}
