package io.sharer.cdi.lite;

import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** A field of a {@link ReflectedType}. */
final class ReflectedField<X> extends ReflectedElement implements AnnotatedField<X> {
    private final Field field;
    private final AnnotatedType<X> declaringType;

    ReflectedField(Field field, AnnotatedType<X> declaringType) {
        super(field, field.getGenericType());
        this.field = field;
        this.declaringType = declaringType;
    }

    @Override
    public Field getJavaMember() {
        return field;
    }

    @Override
    public boolean isStatic() {
        return Modifier.isStatic(field.getModifiers());
    }

    @Override
    public AnnotatedType<X> getDeclaringType() {
        return declaringType;
    }
}
