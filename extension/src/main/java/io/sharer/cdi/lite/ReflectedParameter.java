package io.sharer.cdi.lite;

import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import java.lang.reflect.Parameter;

/** A parameter of a {@link ReflectedMethod}. */
final class ReflectedParameter<X> extends ReflectedElement implements AnnotatedParameter<X> {
    private final int position;
    private final Parameter parameter;
    private final AnnotatedCallable<X> callable;

    ReflectedParameter(Parameter parameter, int position, AnnotatedCallable<X> callable) {
        super(parameter, parameter.getParameterizedType());
        this.position = position;
        this.parameter = parameter;
        this.callable = callable;
    }

    @Override
    public int getPosition() {
        return position;
    }

    @Override
    public Parameter getJavaParameter() {
        return parameter;
    }

    @Override
    public AnnotatedCallable<X> getDeclaringCallable() {
        return callable;
    }
}
