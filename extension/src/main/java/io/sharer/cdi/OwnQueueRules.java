package io.sharer.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds beans whose queue of their own guards less than it seems to, for each of several instances has one. */
final class OwnQueueRules {
    private static final String STATELESS = "jakarta.ejb.Stateless";

    private final BeanManager beanManager;

    /** Whether instances of a class have a queue of their own. */
    private final Predicate<Class<?>> hasOwnQueue;

    OwnQueueRules(BeanManager beanManager, Predicate<Class<?>> hasOwnQueue) {
        this.beanManager = beanManager;
        this.hasOwnQueue = hasOwnQueue;
    }

    static List<String> ofSessionBean(AnnotatedType<?> type, SharedMethods methods) {
        Optional<String> pooled = CombinationRules.sessionBean(type)
                .filter(STATELESS::equals)
                .filter(annotation -> methods.queues().contains(""));
        return pooled.map(annotation ->
                        List.of(CdiMessages.ownQueueInPool(type.getJavaClass().getName())))
                .orElse(List.of());
    }

    /** What is to be said of dependent beans, when all beans are known. */
    List<String> ofDependents() {
        Set<Bean<?>> all = beanManager.getBeans(Object.class, Any.Literal.INSTANCE);
        List<String> warnings = new ArrayList<>();
        for (Bean<?> bean : all) {
            Class<?> beanClass = bean.getBeanClass();
            // A product has its producer's class.
            if (bean.getScope() == Dependent.class
                    && bean.getTypes().contains(beanClass)
                    && hasOwnQueue.test(beanClass)) {
                warnings.addAll(ofDependent(bean, all));
            }
        }
        return warnings;
    }

    private List<String> ofDependent(Bean<?> dependent, Set<Bean<?>> all) {
        String name = dependent.getBeanClass().getName();
        List<String> warnings = new ArrayList<>();
        Set<String> places = new TreeSet<>();
        for (Bean<?> other : all) {
            for (InjectionPoint point : other.getInjectionPoints()) {
                if (other.getBeanClass() != dependent.getBeanClass() && isMetBy(dependent, point)) {
                    places.add(Places.of(point));
                    if (other.getScope() == RequestScoped.class) {
                        warnings.add(CdiMessages.ownQueueOfDependentInRequest(name, Places.of(point)));
                    }
                }
            }
        }
        if (warnings.isEmpty() && places.size() > 1) {
            warnings.add(CdiMessages.ownQueuesOfDependents(name, String.join(", ", places)));
        }
        return warnings;
    }

    private boolean isMetBy(Bean<?> bean, InjectionPoint point) {
        if (point.isDelegate() || !rawTypeOf(point.getType()).isAssignableFrom(bean.getBeanClass())) {
            return false;
        }
        Annotation[] qualifiers = point.getQualifiers().toArray(Annotation[]::new);
        Set<Bean<?>> candidates = beanManager.getBeans(point.getType(), qualifiers);
        return candidates.contains(bean) && bean.equals(beanManager.resolve(candidates));
    }

    /** Nothing else is injected that is a bean of a class. */
    private static Class<?> rawTypeOf(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> known ? known : Void.class;
    }
}
