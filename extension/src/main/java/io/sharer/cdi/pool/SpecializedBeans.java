package io.sharer.cdi.pool;

import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What other beans specialize: some containers tell of these beans, too, though they are none any more. Thread-safe.
 */
final class SpecializedBeans {
    private final Set<Object> replaced = ConcurrentHashMap.newKeySet();

    /** An enabled bean, by what it was made from. */
    void lookAt(Annotated annotated) {
        if (!annotated.isAnnotationPresent(Specializes.class)) {
            return;
        }
        if (annotated instanceof AnnotatedType<?> type) {
            replaced.add(type.getJavaClass().getSuperclass());
        } else if (annotated instanceof AnnotatedMethod<?> method) {
            lookAt(method.getJavaMember());
        }
    }

    private void lookAt(Method producer) {
        try {
            replaced.add(producer.getDeclaringClass()
                    .getSuperclass()
                    .getDeclaredMethod(producer.getName(), producer.getParameterTypes()));
        } catch (NoSuchMethodException none) {
            // The container tells that.
        }
    }

    /** Whether a class, or the producer that a member is, is replaced: a producer goes with its class. */
    boolean has(Object place) {
        return replaced.contains(place)
                || (place instanceof Member member && replaced.contains(member.getDeclaringClass()));
    }
}
