package io.sharer.cdi.pool;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.PoolInfo;
import io.sharer.Pooled;
import io.sharer.cdi.ApplicationStart;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.MetaAnnotations;
import io.sharer.cdi.Places;
import io.sharer.spi.EventObserver;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducer;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hears the container's events about pools, in the order in which they come, and hands each to who answers it. */
public class PoolExtension implements Extension {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final PooledPlaces places = new PooledPlaces();
    private volatile @Nullable PoolRuntime runtime;

    void begin(@Observes BeforeBeanDiscovery event, BeanManager beanManager) {
        runtime = new PoolRuntime(beanManager);
        event.addAnnotatedType(RequestThreads.class, RequestThreads.class.getName());
    }

    // --- Finding ---

    <T> void lookAtType(
            @Observes @WithAnnotations(Pooled.class) ProcessAnnotatedType<T> event, BeanManager beanManager) {
        AnnotatedType<T> type = event.getAnnotatedType();
        places.lookAt(type);
        if (places.keepFromFailing(type, event::configureAnnotatedType, beanManager)) {
            event.veto();
        } else if (MetaAnnotations.find(type, Pooled.class).isPresent() && !Scopes.isWritten(type, beanManager)) {
            event.configureAnnotatedType().add(CallScoped.Literal.INSTANCE);
        }
    }

    /** After those who have something to do with each instance. */
    <T> void lendInstances(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ProcessInjectionTarget<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (type.isAnnotationPresent(Interceptor.class)) {
            return;
        }
        MetaAnnotations.find(type, Pooled.class).ifPresent(settings -> {
            PooledPlace<T> place = new PooledPlace<>(
                    type.getJavaClass().getName(), settings, type, new BeanSource<>(event.getInjectionTarget()), true);
            places.add(type.getJavaClass(), place);
            event.setInjectionTarget(new LendingInjectionTarget<>(place));
        });
    }

    /** After those who have something to do with each product. */
    <T, X> void lendProducts(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ProcessProducer<T, X> event) {
        AnnotatedMember<T> member = event.getAnnotatedMember();
        MetaAnnotations.find(member, Pooled.class).ifPresent(settings -> {
            PooledPlace<X> place = new PooledPlace<>(
                    Places.of(member.getJavaMember()),
                    settings,
                    member,
                    new ProducerSource<>(event.getProducer()),
                    false);
            places.add(member.getJavaMember(), place);
            event.setProducer(new LendingProducer<>(place));
        });
    }

    <T> void learnOfClass(@Observes ProcessManagedBean<T> event) {
        boolean ends = event.getAnnotatedBeanClass().getMethods().stream()
                .anyMatch(method -> method.isAnnotationPresent(PreDestroy.class));
        places.isBean(event.getAnnotatedBeanClass().getJavaClass(), event.getBean(), ends);
    }

    <T, X> void learnOfMethod(@Observes ProcessProducerMethod<T, X> event, BeanManager beanManager) {
        learnOfProducer(event.getAnnotatedProducerMethod(), event.getBean(), beanManager);
    }

    <T, X> void learnOfField(@Observes ProcessProducerField<T, X> event, BeanManager beanManager) {
        learnOfProducer(event.getAnnotatedProducerField(), event.getBean(), beanManager);
    }

    private void learnOfProducer(AnnotatedMember<?> producer, Bean<?> bean, BeanManager beanManager) {
        places.isBean(producer.getJavaMember(), bean, Disposers.has(producer, bean, beanManager));
    }

    <T> void learnOfBean(@Observes ProcessBean<T> event) {
        places.lookAt(event.getBean(), event.getAnnotated());
    }

    // --- Deploying ---

    void addPools(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        places.define(beanManager, runtime().pools());
        places.problems().asException().ifPresent(event::addDefinitionError);
        event.addContext(runtime().calls());
        event.addContext(runtime().threads());
        event.addBean()
                .id(BeanIds.of(ApplicationPools.class))
                .beanClass(ApplicationPools.class)
                .types(ApplicationPools.class)
                .scope(Dependent.class)
                .produceWith(lookup -> runtime().pools());
        runtime().pools().definitions().forEach(definition -> {
            addPool(event, definition);
            ApplicationStart.observe(
                    event,
                    definition.bean().getBeanClass(),
                    Interceptor.Priority.PLATFORM_BEFORE,
                    () -> runtime().start(definition));
        });
    }

    private void addPool(AfterBeanDiscovery event, PoolDefinition<?> definition) {
        event.addBean()
                .id(BeanIds.of(InjectedPool.class, definition.name()))
                // Containers enable alternatives, and rank them, by class and stereotypes.
                .beanClass(definition.bean().getBeanClass())
                .alternative(definition.alternative())
                .stereotypes(definition.alternative() ? definition.bean().getStereotypes() : Set.of())
                .types(new TypeOf(Pool.class, definition.type()))
                .qualifiers(definition.qualifiers())
                .scope(Dependent.class)
                .produceWith(lookup -> new InjectedPool<>(runtime().pools().named(definition.name())));
    }

    void checkHooks(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        Set<Bean<?>> unused = new HashSet<>(HookBean.all(beanManager));
        for (PoolDefinition<?> definition : runtime().pools().definitions()) {
            try {
                HookBean.find(beanManager, definition).ifPresent(unused::remove);
            } catch (AmbiguousResolutionException e) {
                event.addDeploymentProblem(new AmbiguousResolutionException(
                        PooledMessages.ambiguousHooks(definition.place(), String.valueOf(e.getMessage())), e));
            }
        }
        places.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        String pools = runtime().pools().definitions().stream()
                .map(definition -> definition.type().getTypeName() + " with " + definition.qualifiers())
                .sorted()
                .collect(Collectors.joining(", "));
        // Only told: a program may give it to a pool that it builds itself.
        unused.forEach(
                bean -> LOG.log(System.Logger.Level.INFO, PooledMessages.hooksOfNoPool(String.valueOf(bean), pools)));
    }

    // --- Running ---

    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @Initialized(ApplicationScoped.class) Object event) {
        runtime().start();
    }

    /** After queues are drained, and all who hear of the end have had a chance to use what is pooled. */
    void close(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) @BeforeDestroyed(ApplicationScoped.class)
                    Object event) {
        runtime().close();
    }

    void end(@Observes BeforeShutdown event) {
        runtime().end();
    }

    /** Has somebody told of what happens in pools. Called once the container has begun. */
    public void tell(EventObserver observer) {
        runtime().events().passOnTo(observer);
    }

    /** What there is now. */
    public List<PoolInfo> pools() {
        PoolRuntime known = runtime;
        return known == null ? List.of() : known.pools().infos();
    }

    /** What the pool of that name looks like now. */
    public Optional<PoolInfo> pool(String name) {
        PoolRuntime known = runtime;
        return known == null ? Optional.empty() : known.pools().info(name);
    }

    /** Has the pool of that name try again to make an object, if that has failed last. Does not wait for it. */
    public void tryAgain(String pool) {
        runtime().pools().named(pool).tryAgain();
    }

    /** Has the pool of that name close what is idle, on this thread. */
    public void evictIdle(String pool) {
        runtime().pools().named(pool).evictIdle();
    }

    /** Changes the size of the pool of that name, which is made for it if need be. */
    public void resize(String pool, int minSize, int maxSize) {
        runtime().pools().named(pool).engine().resize(minSize, maxSize);
    }

    private PoolRuntime runtime() {
        return Objects.requireNonNull(runtime, "no pools before the container has begun");
    }
}
