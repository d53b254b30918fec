package io.sharer.cdi.lite;

import jakarta.enterprise.inject.spi.AnnotatedConstructor;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A class as it was compiled, in the terms of {@link AnnotatedType}: CDI Lite has nothing that reads a class so, and
 * the rules for turns shall be the same everywhere.
 *
 * <p>It has the methods and fields of its superclasses and the default methods of its interfaces too, but none that is
 * overridden. Constructors are not told of.
 */
final class ReflectedType<X> extends ReflectedElement implements AnnotatedType<X> {
    private final Class<X> type;
    private final Set<AnnotatedMethod<? super X>> methods = new LinkedHashSet<>();
    private final Set<AnnotatedField<? super X>> fields = new LinkedHashSet<>();

    private ReflectedType(Class<X> type) {
        super(type, type);
        this.type = type;
        List<Method> seen = new ArrayList<>();
        for (Class<? super X> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                // Bridges have the annotations of what they lead to, and are what a caller by a generic type calls.
                if ((!method.isSynthetic() || method.isBridge())
                        && seen.stream().noneMatch(below -> overrides(below, method))) {
                    methods.add(new ReflectedMethod<>(method, this));
                }
            }
            Arrays.stream(c.getDeclaredFields()).forEach(field -> fields.add(new ReflectedField<>(field, this)));
            // What a bridge overrides is what an interceptor may be told of when the bridge is called.
            Arrays.stream(c.getDeclaredMethods())
                    .filter(method -> !method.isBridge())
                    .forEach(seen::add);
        }
        for (Method method : type.getMethods()) {
            if (method.isDefault() && !method.isSynthetic()) {
                methods.add(new ReflectedMethod<>(method, this));
            }
        }
    }

    static <X> ReflectedType<X> of(Class<X> type) {
        return new ReflectedType<>(type);
    }

    private static boolean overrides(Method below, Method above) {
        int modifiers = above.getModifiers();
        boolean visible = Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || (!Modifier.isPrivate(modifiers)
                        && below.getDeclaringClass().getPackage()
                                == above.getDeclaringClass().getPackage());
        return visible
                && below.getDeclaringClass() != above.getDeclaringClass()
                && !Modifier.isStatic(modifiers)
                && below.getName().equals(above.getName())
                && Arrays.equals(below.getParameterTypes(), above.getParameterTypes());
    }

    @Override
    public Class<X> getJavaClass() {
        return type;
    }

    @Override
    public Set<AnnotatedConstructor<X>> getConstructors() {
        return Set.of();
    }

    @Override
    public Set<AnnotatedMethod<? super X>> getMethods() {
        return methods;
    }

    @Override
    public Set<AnnotatedField<? super X>> getFields() {
        return fields;
    }
}
