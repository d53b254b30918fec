package io.sharer.cdi.pool;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import io.sharer.cdi.MetaAnnotations;
import io.sharer.cdi.Places;
import io.sharer.cdi.Problems;
import io.sharer.config.Configuration;
import io.sharer.config.Section;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is {@code @Pooled} in an application, as the container shows it, and what is wrong with it. Thread-safe. */
final class PooledPlaces {
    private static final List<String> SESSION_BEANS =
            List.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

    private static final String CANNOT_BE_MADE = "it has no constructor that a container could call";

    private final Problems problems = new Problems();

    /** By the class or member that the annotation stands on. */
    private final Map<Object, PooledPlace<?>> places = new ConcurrentHashMap<>();

    /** The first bean of each place. */
    private final Map<Object, Bean<?>> beans = new ConcurrentHashMap<>();

    /** Classes that should be beans, until they are. */
    private final Set<Class<?>> promised = ConcurrentHashMap.newKeySet();

    /** Classes that another one specializes, and so replaces. */
    private final Set<Class<?>> replaced = ConcurrentHashMap.newKeySet();

    /** What other beans specialize, and so replace. */
    private final SpecializedBeans specialized = new SpecializedBeans();

    /** Beans that are call-scoped, with where they say so. */
    private final Map<Bean<?>, String> callScoped = new ConcurrentHashMap<>();

    /** Beans beside the one that a place has already. */
    private final Set<Bean<?>> further = ConcurrentHashMap.newKeySet();

    // --- Collecting ---

    /** A type that has the annotation on itself or on a member. */
    void lookAt(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        Stream.<AnnotatedMember<?>>concat(type.getMethods().stream(), type.getFields().stream())
                .filter(member -> member.getJavaMember().getDeclaringClass() == javaClass)
                .filter(member ->
                        member.isAnnotationPresent(Pooled.class) && !member.isAnnotationPresent(Produces.class))
                .forEach(member -> problems.add(PooledMessages.noProducer(Places.of(member.getJavaMember()))));
        if (MetaAnnotations.find(type, Pooled.class).isEmpty() || javaClass.isAnnotation()) {
            return;
        }
        if (Modifier.isAbstract(javaClass.getModifiers())) {
            problems.add(PooledMessages.cannotBeMade(
                    javaClass.getName(), javaClass.isInterface() ? "it is an interface" : "the class is abstract"));
        } else if (!type.isAnnotationPresent(Interceptor.class)
                && MetaAnnotations.find(type, Alternative.class).isEmpty()) {
            // An alternative may be one that is not chosen.
            promised.add(javaClass);
        }
        if (type.isAnnotationPresent(Specializes.class)) {
            replaced.add(javaClass.getSuperclass());
        }
        SESSION_BEANS.stream()
                .filter(annotation -> MetaAnnotations.find(type, annotation).isPresent())
                .forEach(annotation -> problems.add(PooledMessages.sessionBean(javaClass.getName(), annotation)));
    }

    /**
     * Keeps from the container what it cannot proxy: some containers fail of themselves over that, before they ask for
     * problems. Returns whether that is the type itself.
     */
    boolean keepFromFailing(
            AnnotatedType<?> type, Supplier<AnnotatedTypeConfigurator<?>> configurator, BeanManager beanManager) {
        List<AnnotatedMember<?>> members = Stream.<AnnotatedMember<?>>concat(
                        type.getMethods().stream(), type.getFields().stream())
                .filter(member -> member.isAnnotationPresent(Produces.class))
                .filter(member -> MetaAnnotations.find(member, Pooled.class).isPresent())
                .filter(member -> Scopes.written(member, beanManager)
                        .filter(scope -> cannotBeIn(scope, member, Places.of(member.getJavaMember()), beanManager))
                        .isPresent())
                .toList();
        for (AnnotatedMember<?> member : members) {
            configurator
                    .get()
                    .filterMethods(method -> method.getJavaMember().equals(member.getJavaMember()))
                    .forEach(method -> method.remove(Produces.class::isInstance));
            configurator
                    .get()
                    .filterFields(field -> field.getJavaMember().equals(member.getJavaMember()))
                    .forEach(field -> field.remove(Produces.class::isInstance));
        }
        Class<? extends Annotation> scope = Scopes.written(type, beanManager).orElse(CallScoped.class);
        return MetaAnnotations.find(type, Pooled.class).isPresent()
                && !Modifier.isAbstract(type.getJavaClass().getModifiers())
                && !cannotBeABean(type.getJavaClass())
                && cannotBeIn(scope, type, type.getJavaClass().getName(), beanManager);
    }

    private boolean cannotBeIn(
            Class<? extends Annotation> scope, Annotated annotated, String place, BeanManager beanManager) {
        Class<?> type = TypeOf.raw(annotated.getBaseType());
        Optional<String> obstacle = beanManager.isNormalScope(scope) ? Proxyability.obstacle(type) : Optional.empty();
        obstacle.ifPresent(reason -> problems.add(
                PooledMessages.unproxyable(place, type.getTypeName(), reason, "@" + scope.getSimpleName())));
        return obstacle.isPresent();
    }

    void add(Object key, PooledPlace<?> place) {
        places.put(key, place);
    }

    /** The container has made a bean of what may be such a place. */
    <T> void isBean(Object key, Bean<T> bean, boolean containerCloses) {
        promised.remove(key);
        PooledPlace<T> place = placeOf(key);
        if (place == null) {
            return;
        }
        if (beans.putIfAbsent(key, bean) == null) {
            place.isBean(bean, containerCloses);
        } else {
            further.add(bean);
            problems.add(PooledMessages.severalBeans(place.place()));
        }
    }

    @SuppressWarnings("unchecked") // its objects are the bean's
    private <T> @Nullable PooledPlace<T> placeOf(Object key) {
        return (PooledPlace<T>) places.get(key);
    }

    /** A bean of any kind. */
    void lookAt(Bean<?> bean, Annotated annotated) {
        specialized.lookAt(annotated);
        if (bean.getScope() == CallScoped.class) {
            callScoped.put(bean, describe(bean, annotated));
        }
    }

    // --- Checking ---

    /** Checks everything, and gives what is as it should be its pool. */
    void define(BeanManager beanManager, ApplicationPools pools) {
        problemsOfConfiguration(pools.configuration()).forEach(problems::add);
        Map<String, List<String>> named = new TreeMap<>();
        for (Map.Entry<Object, PooledPlace<?>> each : places.entrySet()) {
            PoolDefinition<?> definition =
                    specialized.has(each.getKey()) ? null : define(each.getValue(), beanManager, pools);
            if (definition != null) {
                named.computeIfAbsent(definition.name(), name -> new ArrayList<>())
                        .add(definition.place());
            }
        }
        named.forEach((name, where) -> {
            if (where.size() > 1) {
                problems.add(PooledMessages.sameName(name, String.join(" and ", new TreeSet<>(where))));
            }
        });
        // Not of the places: a second bean of a class has taken the first one's.
        Set<Bean<?>> pooled = Set.copyOf(beans.values());
        callScoped.forEach((bean, place) -> {
            if (!pooled.contains(bean) && !further.contains(bean)) {
                problems.add(PooledMessages.notPooled(place));
            }
        });
        promised.stream()
                .filter(PooledPlaces::cannotBeABean)
                .forEach(type -> problems.add(PooledMessages.cannotBeMade(type.getName(), CANNOT_BE_MADE)));
    }

    private List<String> problemsOfConfiguration(Configuration configuration) {
        List<String> names = places.entrySet().stream()
                .filter(each -> !specialized.has(each.getKey()))
                .map(each -> each.getValue().configuredName())
                .toList();
        configuration.readAll(Section.POOL, names);
        return configuration.problems(Section.POOL);
    }

    private <T> @Nullable PoolDefinition<T> define(
            PooledPlace<T> place, BeanManager beanManager, ApplicationPools pools) {
        Bean<T> bean = place.bean();
        if (bean == null) {
            return null;
        }
        PoolDefinition<T> definition = PoolRules.apply(place, bean, beanManager, pools.configuration(), problems::add);
        if (definition != null) {
            place.open(pools.add(definition));
        }
        return definition;
    }

    private static String describe(Bean<?> bean, Annotated annotated) {
        return annotated instanceof AnnotatedMember<?> member
                ? Places.of(member.getJavaMember())
                : bean.getBeanClass().getName();
    }

    private static boolean cannotBeABean(Class<?> type) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        return inner
                || Arrays.stream(type.getDeclaredConstructors())
                        .noneMatch(constructor ->
                                constructor.getParameterCount() == 0 || constructor.isAnnotationPresent(Inject.class));
    }

    Problems problems() {
        return problems;
    }

    /** What should be a bean and is none, for whatever reason: somebody may want it so. */
    List<String> warnings() {
        return promised.stream()
                .filter(type -> !replaced.contains(type))
                .map(type -> PooledMessages.noBean(type.getName()))
                .toList();
    }
}
