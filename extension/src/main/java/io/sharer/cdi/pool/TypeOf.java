package io.sharer.cdi.pool;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A generic type with an argument that is known only now, such as {@code Pool<Connection>}; as the JDK has them. */
final class TypeOf implements ParameterizedType {
    private final Class<?> raw;
    private final Type argument;

    TypeOf(Class<?> raw, Type argument) {
        this.raw = raw;
        this.argument = argument;
    }

    /** The class of a type; {@code Object} of what has none. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : Object.class;
    }

    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {argument};
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterizedType type
                && type.getRawType() == raw
                && Objects.equals(type.getOwnerType(), getOwnerType())
                && Arrays.equals(type.getActualTypeArguments(), getActualTypeArguments());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getActualTypeArguments()) ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
    }

    @Override
    public String toString() {
        return raw.getName() + "<" + argument.getTypeName() + ">";
    }
}
