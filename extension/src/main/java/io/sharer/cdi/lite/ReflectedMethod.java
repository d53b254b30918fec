package io.sharer.cdi.lite;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;

/** A method of a {@link ReflectedType}. */
final class ReflectedMethod<X> extends ReflectedElement implements AnnotatedMethod<X> {
    private final Method method;
    private final AnnotatedType<X> declaringType;

    ReflectedMethod(Method method, AnnotatedType<X> declaringType) {
        super(method, method.getGenericReturnType());
        this.method = method;
        this.declaringType = declaringType;
    }

    @Override
    public Method getJavaMember() {
        return method;
    }

    @Override
    public List<AnnotatedParameter<X>> getParameters() {
        List<AnnotatedParameter<X>> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            parameters.add(new ReflectedParameter<>(parameter, parameters.size(), this));
        }
        return parameters;
    }

    @Override
    public boolean isStatic() {
        return Modifier.isStatic(method.getModifiers());
    }

    @Override
    public AnnotatedType<X> getDeclaringType() {
        return declaringType;
    }
}
