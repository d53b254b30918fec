package io.sharer.platform.jmx;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an MBean tells, of a type that every JMX client knows.
 *
 * @param <S> what it is read from, which is taken once for all attributes that are asked for together
 */
final class Attribute<S> {
    private final String name;
    private final Class<?> type;
    private final OpenType<?> openType;
    private final String description;
    private final Function<? super S, @Nullable Object> read;

    private Attribute(
            String name,
            Class<?> type,
            OpenType<?> openType,
            String description,
            Function<? super S, @Nullable Object> read) {
        this.name = name;
        this.type = type;
        this.openType = openType;
        this.description = description;
        this.read = read;
    }

    static <S> Attribute<S> ofInt(String name, String description, ToIntFunction<S> read) {
        return new Attribute<>(name, int.class, SimpleType.INTEGER, description, read::applyAsInt);
    }

    static <S> Attribute<S> ofLong(String name, String description, ToLongFunction<S> read) {
        return new Attribute<>(name, long.class, SimpleType.LONG, description, read::applyAsLong);
    }

    static <S> Attribute<S> ofBoolean(String name, String description, Predicate<S> read) {
        return new Attribute<>(name, boolean.class, SimpleType.BOOLEAN, description, read::test);
    }

    static <S> Attribute<S> ofText(String name, String description, Function<S, @Nullable String> read) {
        return new Attribute<>(name, String.class, SimpleType.STRING, description, read::apply);
    }

    /** In milliseconds. */
    static <S> Attribute<S> ofTime(String name, String description, Function<S, Duration> read) {
        ToDoubleFunction<S> millis = source -> read.apply(source).toNanos() / 1e6;
        return new Attribute<>(
                name, double.class, SimpleType.DOUBLE, description + ", in milliseconds", millis::applyAsDouble);
    }

    /** A line for each. */
    static <S, E> Attribute<S> ofTexts(
            String name, String description, Function<S, Collection<E>> all, Function<E, String> inWords) {
        return new Attribute<>(
                name,
                String[].class,
                ofStrings(),
                description,
                source -> all.apply(source).stream().map(inWords).toArray(String[]::new));
    }

    private static OpenType<?> ofStrings() {
        try {
            return new ArrayType<>(1, SimpleType.STRING);
        } catch (javax.management.openmbean.OpenDataException e) {
            throw new AssertionError(e);
        }
    }

    String name() {
        return name;
    }

    @Nullable Object of(S source) {
        return read.apply(source);
    }

    /** As it is told of attributes of an MXBean. */
    MBeanAttributeInfo info() {
        Descriptor types = new ImmutableDescriptor(
                new String[] {"openType", "originalType"}, new Object[] {openType, type.getTypeName()});
        return new MBeanAttributeInfo(name, type.getName(), description, true, false, type == boolean.class, types);
    }
}
