package io.sharer.cdi;

import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells where something is injected, in the same words on every container. */
public final class Places {
    private Places() {}

    /** Of the annotation on what is labelled so. */
    static String ofShared(String label) {
        return "@Shared on " + label;
    }

    /** Of an injection point. */
    public static String of(InjectionPoint point) {
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter ? of(parameter) : of(point.getMember());
    }

    static String of(AnnotatedParameter<?> parameter) {
        return of(parameter.getDeclaringCallable().getJavaMember()) + ", parameter " + (parameter.getPosition() + 1);
    }

    /** Of a field, method or constructor. */
    public static String of(Member member) {
        if (member instanceof Method method) {
            return SharedMethod.labelOf(method);
        }
        String declaring = member.getDeclaringClass().getName();
        return member instanceof Constructor<?> constructor
                ? declaring
                        + Arrays.stream(constructor.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")"))
                : declaring + "." + member.getName();
    }
}
