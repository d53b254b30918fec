package io.sharer.cdi.late;

import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.cdi.Places;
import io.sharer.cdi.Problems;
import io.sharer.spi.EventObserver;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is bound late in an application, as its injection points tell. For the thread that deploys it. */
final class LateDefinitions {
    private final List<LateDefinition<?>> all = new ArrayList<>();
    private final Problems problems = new Problems();
    private final EventObserver observer;

    /** @param observer is told of deadlocks */
    LateDefinitions(EventObserver observer) {
        this.observer = observer;
    }

    /**
     * Takes notice of an injection point; whether it asks for a bean that has {@code @Late} and no further qualifier.
     */
    boolean collect(InjectionPoint point) {
        Type type = looked(point.getType());
        boolean late = point.getQualifiers().stream().anyMatch(Late.class::isInstance);
        if (LateDefinition.rawOf(type) == LateBinding.class) {
            collectBinding(point, type, late);
        } else if (late) {
            LateDefinition<?> definition = find(type, point);
            if (definition != null) {
                definition.usedAt(point);
                return definition.qualifiers().isEmpty();
            }
        }
        return false;
    }

    /** What is looked up, be it later. */
    private static Type looked(Type type) {
        Class<?> raw = LateDefinition.rawOf(type);
        return (raw == Instance.class || raw == Provider.class) && type instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    private void collectBinding(InjectionPoint point, Type type, boolean late) {
        if (late) {
            problems.add(LateMessages.lateBinding(Places.of(point)));
        } else if (type instanceof ParameterizedType generic
                && LateDefinition.rawOf(generic.getActualTypeArguments()[0]) != null) {
            LateDefinition<?> definition = find(generic.getActualTypeArguments()[0], point);
            if (definition != null) {
                definition.boundAt(point);
            }
        } else {
            problems.add(LateMessages.bindingOfWhat(Places.of(point), type.getTypeName()));
        }
    }

    private @Nullable LateDefinition<?> find(Type type, InjectionPoint point) {
        Class<?> raw = LateDefinition.rawOf(type);
        String why = raw == null ? "no class or interface" : unproxyable(raw);
        if (raw == null || why != null) {
            problems.add(LateMessages.unproxyable(Places.of(point), type.getTypeName(), why));
            return null;
        }
        Set<Annotation> qualifiers = point.getQualifiers().stream()
                .filter(qualifier ->
                        !(qualifier instanceof Late || qualifier instanceof Default || qualifier instanceof Any))
                .collect(Collectors.toUnmodifiableSet());
        return all.stream()
                .filter(known -> known.is(type, qualifiers))
                .findFirst()
                .orElseGet(() -> add(new LateDefinition<>(type, raw, qualifiers, observer)));
    }

    private LateDefinition<?> add(LateDefinition<?> definition) {
        all.add(definition);
        return definition;
    }

    private static @Nullable String unproxyable(Class<?> type) {
        if (type.isInterface()) {
            return null;
        }
        if (type.isPrimitive() || type.isArray()) {
            return "no class or interface";
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return "final";
        }
        boolean constructible = Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == 0)
                .mapToInt(Constructor::getModifiers)
                .anyMatch(modifiers -> !Modifier.isPrivate(modifiers));
        return constructible ? null : "a class without a constructor that has no parameters and is not private";
    }

    List<LateDefinition<?>> all() {
        return all;
    }

    /** All problems in one exception, if there are any. */
    Optional<DefinitionException> problems() {
        return problems.asException();
    }

    /** What is allowed and likely a mistake. */
    List<String> warnings() {
        return all.stream()
                .filter(definition -> !definition.hasBinder())
                .map(definition ->
                        LateMessages.nobodyBinds(definition.bindingName(), String.join(", ", definition.uses())))
                .toList();
    }
}
