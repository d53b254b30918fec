package io.sharer.cdi.pool;

import io.sharer.PoolHooks;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hooks of a pool: the bean of type {@code PoolHooks} that has the pool's qualifiers, if there is one. */
final class HookBean<T> {
    private static final Type ANY_HOOKS = new TypeLiteral<PoolHooks<?>>() {}.getType();

    private final @Nullable PoolHooks<T> hooks;
    private final @Nullable CreationalContext<?> context;

    private HookBean(@Nullable PoolHooks<T> hooks, @Nullable CreationalContext<?> context) {
        this.hooks = hooks;
        this.context = context;
    }

    /** Creates it, or a proxy of it. It is there until {@link #release}. */
    @SuppressWarnings("unchecked") // the container resolves by the full type
    static <T> HookBean<T> of(BeanManager beanManager, PoolDefinition<T> definition) {
        Optional<Bean<?>> bean = find(beanManager, definition);
        if (bean.isEmpty()) {
            return new HookBean<>(null, null);
        }
        CreationalContext<?> context = beanManager.createCreationalContext(bean.get());
        return new HookBean<>(
                (PoolHooks<T>) beanManager.getReference(bean.get(), typeOf(definition), context), context);
    }

    /**
     * Finds it.
     *
     * @throws jakarta.enterprise.inject.AmbiguousResolutionException if there are several
     */
    static Optional<Bean<?>> find(BeanManager beanManager, PoolDefinition<?> definition) {
        Set<Annotation> qualifiers = definition.qualifiers();
        Set<Bean<?>> beans = beans(beanManager, definition, qualifiers);
        if (beans.isEmpty()) {
            // A name may be there for expressions alone.
            beans = beans(
                    beanManager,
                    definition,
                    qualifiers.stream()
                            .filter(qualifier -> !(qualifier instanceof Named))
                            .collect(Collectors.toSet()));
        }
        return Optional.ofNullable(beanManager.resolve(beans));
    }

    private static Set<Bean<?>> beans(
            BeanManager beanManager, PoolDefinition<?> definition, Set<Annotation> qualifiers) {
        return beanManager.getBeans(typeOf(definition), qualifiers.toArray(Annotation[]::new));
    }

    /** All beans that are hooks, of whatever. */
    static Set<Bean<?>> all(BeanManager beanManager) {
        return beanManager.getBeans(ANY_HOOKS, Any.Literal.INSTANCE);
    }

    private static Type typeOf(PoolDefinition<?> definition) {
        return new TypeOf(PoolHooks.class, definition.type());
    }

    @Nullable PoolHooks<T> hooks() {
        return hooks;
    }

    /** Nobody is told any more. */
    void release() {
        if (context != null) {
            context.release();
        }
    }
}
