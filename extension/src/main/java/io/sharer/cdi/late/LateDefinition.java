package io.sharer.cdi.late;

import io.sharer.LateBinding;
import io.sharer.cdi.Places;
import io.sharer.scope.LateHolder;
import io.sharer.spi.EventObserver;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One thing that is bound late: its type and qualifiers, where it is used and by whom it can be bound. */
final class LateDefinition<T> {
    private final Type type;
    private final Class<T> rawType;
    private final Set<Annotation> qualifiers;
    private final Set<String> uses = new ConcurrentSkipListSet<>();
    private final Set<String> binders = new ConcurrentSkipListSet<>();
    private final LateHolder<T> holder;

    /** Makes proxies, once the container can. */
    private volatile @Nullable Function<LateHolder<T>, T> proxies;

    /**
     * Nothing is known of it yet.
     *
     * @param qualifiers beside {@code @Late}, and without {@code @Default} and {@code @Any}
     * @param observer is told of deadlocks
     */
    LateDefinition(Type type, Class<T> rawType, Set<Annotation> qualifiers, EventObserver observer) {
        this.type = type;
        this.rawType = rawType;
        this.qualifiers = qualifiers;
        this.holder = new LateHolder<>(
                type.getTypeName(), () -> String.join(" and ", uses), this::expected, this::newProxy, observer);
    }

    /** The class of a type that can be injected; {@code null} of others. */
    static @Nullable Class<?> rawOf(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw ? raw : null;
    }

    boolean is(Type otherType, Set<Annotation> otherQualifiers) {
        return type.equals(otherType) && qualifiers.equals(otherQualifiers);
    }

    void usedAt(InjectionPoint point) {
        uses.add(Places.of(point));
    }

    void boundAt(InjectionPoint point) {
        binders.add(Places.of(point));
    }

    private String expected() {
        return "who has " + bindingName() + " injected"
                + (binders.isEmpty() ? ", which nobody has" : ": " + String.join(", ", binders));
    }

    String bindingName() {
        return LateBinding.class.getSimpleName() + "<" + type.getTypeName() + ">";
    }

    private T newProxy(LateHolder<T> of) {
        Function<LateHolder<T>, T> known = proxies;
        if (known == null) {
            throw new IllegalStateException(LateMessages.tooEarly(type.getTypeName()));
        }
        return known.apply(of);
    }

    void makeProxiesWith(Function<LateHolder<T>, T> maker) {
        proxies = maker;
    }

    Type type() {
        return type;
    }

    Class<T> rawType() {
        return rawType;
    }

    Set<Annotation> qualifiers() {
        return qualifiers;
    }

    LateHolder<T> holder() {
        return holder;
    }

    Set<String> uses() {
        return uses;
    }

    boolean hasBinder() {
        return !binders.isEmpty();
    }
}
