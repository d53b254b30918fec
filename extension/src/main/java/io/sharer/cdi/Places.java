package io.sharer.cdi;

import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells where an injection point is, in the same words on every container. */
final class Places {
    private Places() {}

    static String of(InjectionPoint point) {
        Member member = point.getMember();
        String place;
        if (member instanceof Method method) {
            place = SharedMethod.labelOf(method);
        } else if (member instanceof Constructor<?> constructor) {
            place = constructor.getDeclaringClass().getName()
                    + Arrays.stream(constructor.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(", ", "(", ")"));
        } else {
            place = member.getDeclaringClass().getName() + "." + member.getName();
        }
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                ? place + ", parameter " + (parameter.getPosition() + 1)
                : place;
    }
}
