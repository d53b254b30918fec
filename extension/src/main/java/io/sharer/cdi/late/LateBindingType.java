package io.sharer.cdi.late;

import io.sharer.LateBinding;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The type {@code LateBinding<T>} of some {@code T}; equal to any other implementation of that type. */
final class LateBindingType implements ParameterizedType {
    private final Type bound;

    LateBindingType(Type bound) {
        this.bound = bound;
    }

    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {bound};
    }

    @Override
    public Type getRawType() {
        return LateBinding.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterizedType type
                && Objects.equals(type.getRawType(), getRawType())
                && type.getOwnerType() == null
                && Arrays.equals(type.getActualTypeArguments(), getActualTypeArguments());
    }

    /** As the JDK's. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(getActualTypeArguments()) ^ LateBinding.class.hashCode();
    }

    @Override
    public String toString() {
        return "LateBinding<" + bound.getTypeName() + ">";
    }
}
