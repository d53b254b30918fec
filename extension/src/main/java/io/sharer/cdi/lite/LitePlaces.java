package io.sharer.cdi.lite;

import jakarta.enterprise.lang.model.declarations.DeclarationInfo;
import jakarta.enterprise.lang.model.declarations.FieldInfo;
import jakarta.enterprise.lang.model.declarations.MethodInfo;
import jakarta.enterprise.lang.model.declarations.ParameterInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** Tells where something is injected, in the words of {@link io.sharer.cdi.Places}. */
final class LitePlaces {
    private LitePlaces() {}

    static String of(DeclarationInfo declaration) {
        if (declaration.isParameter()) {
            ParameterInfo parameter = declaration.asParameter();
            List<ParameterInfo> all = parameter.declaringMethod().parameters();
            int position = all.stream().map(ParameterInfo::name).toList().indexOf(parameter.name());
            return of(parameter.declaringMethod()) + ", parameter " + (position + 1);
        }
        FieldInfo field = declaration.asField();
        return field.declaringClass().name() + "." + field.name();
    }

    /** The method that a parameter is one of. */
    static String methodOf(DeclarationInfo parameter) {
        return of(parameter.asParameter().declaringMethod());
    }

    /** Whether it is a parameter of an observer, a producer or a disposer. */
    static boolean isOutsideInjection(DeclarationInfo declaration) {
        if (!declaration.isParameter()) {
            return false;
        }
        MethodInfo method = declaration.asParameter().declaringMethod();
        return !method.isConstructor() && !method.hasAnnotation(Inject.class);
    }

    private static String of(MethodInfo method) {
        String declaring = method.declaringClass().name();
        return declaring
                + (method.isConstructor() ? "" : "." + method.name())
                + method.parameters().stream()
                        .map(parameter -> simpleName(parameter.type()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simpleName(Type type) {
        if (type.isClass()) {
            return type.asClass().declaration().simpleName();
        }
        if (type.isParameterizedType()) {
            return type.asParameterizedType().declaration().simpleName();
        }
        return type.isPrimitive() ? type.asPrimitive().name() : String.valueOf(type);
    }
}
