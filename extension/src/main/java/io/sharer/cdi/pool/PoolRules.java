package io.sharer.cdi.pool;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import io.sharer.cdi.Durations;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks what one {@code @Pooled} asks for, one method a rule, and makes a definition of it. */
final class PoolRules<T> {
    private static final Set<Class<?>> SHARED_SCOPES = Set.of(ApplicationScoped.class, Singleton.class);

    private final PooledPlace<T> place;
    private final Bean<T> bean;
    private final BeanManager beanManager;
    private final Consumer<String> problems;
    private final PoolSettings settings;
    private final Class<T> type;
    private final String typeName;
    private boolean failed;

    @SuppressWarnings("unchecked") // the bean's objects are of the type that its producer declares
    private PoolRules(
            PooledPlace<T> place,
            Bean<T> bean,
            BeanManager beanManager,
            Configuration configuration,
            Consumer<String> problems) {
        this.place = place;
        this.bean = bean;
        this.beanManager = beanManager;
        this.problems = problems;
        this.settings = new PoolSettings(place.settings(), configuration, place.configuredName());
        this.type = (Class<T>) TypeOf.raw(place.type());
        this.typeName = type.getTypeName();
    }

    /** The definition, or {@code null} if there are problems with it. */
    static <T> @Nullable PoolDefinition<T> apply(
            PooledPlace<T> place,
            Bean<T> bean,
            BeanManager beanManager,
            Configuration configuration,
            Consumer<String> problems) {
        return new PoolRules<>(place, bean, beanManager, configuration, problems).define();
    }

    private @Nullable PoolDefinition<T> define() {
        Pooled annotation = place.settings();
        checkScope();
        checkInjectionPoints();
        checkNumbers(annotation);
        checkDurations(annotation);
        Method close = closeMethod(annotation);
        Wrapper<T> wrapper = wrapper(annotation);
        if (failed) {
            return null;
        }
        return new PoolDefinition<>(
                annotation.name().isBlank() ? place.place() : annotation.name(),
                place.place(),
                settings,
                place.type(),
                bean,
                bean.isAlternative() || place.isOfAlternative(),
                wrapper == null ? Holding.BARE : Holding.of(bean.getScope()),
                wrapper,
                place.source(),
                new Closing<>(place.source(), close, place.containerCloses(), place.isClass()));
    }

    private void add(String problem) {
        failed = true;
        problems.accept(problem);
    }

    private void checkScope() {
        if (!place.isClass() && !Scopes.isWritten(place.annotated(), beanManager)) {
            add(PooledMessages.noScope(place.place()));
        } else if (SHARED_SCOPES.contains(bean.getScope())) {
            add(PooledMessages.sharedScope(place.place(), bean.getScope().getSimpleName()));
        }
    }

    private void checkInjectionPoints() {
        if (place.source().injectionPoints().stream().anyMatch(point -> point.getType() == InjectionPoint.class)) {
            add(PooledMessages.injectionPoint(place.place()));
        }
    }

    private void checkNumbers(Pooled annotation) {
        checkSizes(annotation.minSize(), annotation.maxSize(), "minSize", "maxSize");
        if (settings.isConfigured(Keys.POOL_MIN_SIZE) || settings.isConfigured(Keys.POOL_MAX_SIZE)) {
            checkSizes(
                    settings.minSize(),
                    settings.maxSize(),
                    settings.describe("minSize", Keys.POOL_MIN_SIZE),
                    settings.describe("maxSize", Keys.POOL_MAX_SIZE));
        }
        if (annotation.maxUses() < 0) {
            add(PooledMessages.invalidNumber(place.place(), "maxUses is " + annotation.maxUses()));
        }
    }

    private void checkSizes(int min, int max, String minName, String maxName) {
        if (min < 0 || max < 0 || (max != 0 && min > max)) {
            add(PooledMessages.invalidNumber(
                    place.place(), "%s is %d and %s is %d".formatted(minName, min, maxName, max)));
        }
    }

    private void checkDurations(Pooled annotation) {
        checkDuration("timeout", annotation.timeout(), true);
        checkDuration("maxIdle", annotation.maxIdle(), false);
        checkDuration("maxAge", annotation.maxAge(), false);
        checkDuration("maxLease", annotation.maxLease(), false);
        checkDuration("killLease", annotation.killLease(), false);
        checkDuration("healthEvery", annotation.healthEvery(), false);
    }

    private void checkDuration(String member, String text, boolean mayBeZero) {
        boolean zero = Durations.parse(text).filter(Duration::isZero).isPresent();
        if (!Durations.isValid(text) || (zero && !mayBeZero)) {
            add(PooledMessages.invalidDuration(place.place(), member, text, mayBeZero));
        }
    }

    private @Nullable Method closeMethod(Pooled annotation) {
        if (annotation.close().isEmpty()) {
            return null;
        }
        Method found = Closing.find(type, annotation.close()).orElse(null);
        if (found == null) {
            add(PooledMessages.noCloseMethod(place.place(), annotation.close(), typeName));
        }
        return found;
    }

    // --- What a scope has ---

    private @Nullable Wrapper<T> wrapper(Pooled annotation) {
        Class<? extends Annotation> scope = bean.getScope();
        boolean normal = beanManager.isNormalScope(scope);
        Optional<String> obstacle = normal ? Proxyability.obstacle(type) : Optional.empty();
        if (obstacle.isPresent()) {
            add(PooledMessages.unproxyable(place.place(), typeName, obstacle.get(), "@" + scope.getSimpleName()));
            return null;
        }
        String needed = needed(annotation, scope);
        if (needed == null && !normal && !type.isInterface()) {
            return null;
        }
        if (place.annotated() instanceof AnnotatedType<?> annotated) {
            UnforwardedMembers.in(annotated)
                    .forEach(member -> add(PooledMessages.unproxyable(
                            place.place(),
                            typeName,
                            member,
                            Objects.requireNonNullElse(needed, "@" + scope.getSimpleName()))));
        }
        try {
            return Wrapper.of(type);
        } catch (UnwrappableException e) {
            if (needed != null) {
                add(PooledMessages.unproxyable(place.place(), typeName, String.valueOf(e.getMessage()), needed));
            }
            return null;
        }
    }

    /** What calls have to be seen for; {@code null} for nothing. */
    private @Nullable String needed(Pooled annotation, Class<? extends Annotation> scope) {
        if (scope == CallScoped.class || (scope != Dependent.class && beanManager.isPassivatingScope(scope))) {
            return "@" + scope.getSimpleName();
        }
        if (annotation.discardOn().length > 0) {
            return "discardOn";
        }
        if (annotation.keepOn().length > 0) {
            return "keepOn";
        }
        return settings.killLease() == null ? null : settings.describe("killLease", Keys.POOL_KILL_LEASE);
    }
}
