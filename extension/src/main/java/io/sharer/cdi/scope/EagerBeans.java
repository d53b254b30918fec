package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.ResourceScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The beans that a resource scope has from its beginning, as {@link ManagedResources#eager} names their types. */
final class EagerBeans {
    private final BeanManager beans;
    private final ResourceContext context = new ResourceContext();
    private final ConcurrentMap<Class<?>, List<Bean<?>>> byType = new ConcurrentHashMap<>();

    EagerBeans(BeanManager beans) {
        this.beans = beans;
    }

    /** Acquires them in the scope that is open in this context. */
    void acquire(Class<?>[] types) {
        for (Class<?> type : types) {
            for (Bean<?> bean : of(type)) {
                acquire(bean);
            }
        }
    }

    private <T> void acquire(Bean<T> bean) {
        context.get(bean, beans.createCreationalContext(bean));
    }

    /**
     * The beans of a type that are resource-scoped; of those that have the same qualifiers the one that is injected.
     * Empty if there are none.
     */
    List<Bean<?>> of(Class<?> type) {
        return byType.computeIfAbsent(type, this::find);
    }

    private List<Bean<?>> find(Class<?> type) {
        Map<Set<Annotation>, List<Bean<?>>> byQualifiers = new HashMap<>();
        for (Bean<?> bean : beans.getBeans(type, Any.Literal.INSTANCE)) {
            byQualifiers
                    .computeIfAbsent(bean.getQualifiers(), qualifiers -> new ArrayList<>())
                    .add(bean);
        }
        List<Bean<?>> found = new ArrayList<>();
        for (List<Bean<?>> candidates : byQualifiers.values()) {
            Bean<?> injected = beans.resolve(Set.copyOf(candidates));
            if (injected != null && injected.getScope() == ResourceScoped.class) {
                found.add(injected);
            }
        }
        return List.copyOf(found);
    }
}
