package io.sharer.cdi;

import io.sharer.QueueInfo;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.platform.Platform;
import io.sharer.spi.EventObserver;
import io.sharer.spi.TurnTracer;
import io.sharer.turn.SerialQueue;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducer;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hears the container's events, in the order in which they come, and hands each to the one who answers it. */
public class SharerExtension implements Extension {
    private final DefinitionProblems problems = new DefinitionProblems();
    private final QueueSettings settings = new QueueSettings(problems);
    private final DedicatedThreadRules threadRules = new DedicatedThreadRules();
    private final CreationScope creations = new CreationScope();
    private final Set<Class<?>> annotated = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> beans = ConcurrentHashMap.newKeySet();

    /** Not selected, or replaced, as whoever configures the application wants it. */
    private final Set<Class<?>> mayBeNoBean = ConcurrentHashMap.newKeySet();

    private final Set<Class<?>> products = ConcurrentHashMap.newKeySet();
    private final QueueNames queueNames = new QueueNames();
    private final Set<InjectionPoint> unnamed = ConcurrentHashMap.newKeySet();
    private final SharedProducers producers = new SharedProducers();
    private final Warnings warnings = new Warnings();
    private volatile @Nullable QueueRegistry registry;

    void addInterceptors(@Observes BeforeBeanDiscovery event, BeanManager beanManager) {
        ConfiguredQueues configured = new ConfiguredQueues(ConfigurationExtension.of(beanManager));
        registry = new QueueRegistry(beanManager, settings, configured);
        event.addAnnotatedType(SharedInterceptor.class, SharedInterceptor.class.getName());
        event.addAnnotatedType(QueueLifecycleInterceptor.class, QueueLifecycleInterceptor.class.getName());
        event.addInterceptorBinding(QueueLifecycle.class);
    }

    <T> void bindInterceptors(@Observes @WithAnnotations(Shared.class) ProcessAnnotatedType<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        Class<T> javaClass = type.getJavaClass();
        if (javaClass.isInterface()) {
            warnings.add(CdiMessages.onInterface(javaClass.getName()));
        }
        // The interceptors of others, who may want to see the calls too, are none of ours.
        if (type.isAnnotationPresent(Interceptor.class) || Modifier.isAbstract(javaClass.getModifiers())) {
            return;
        }
        annotated.add(javaClass);
        if (MetaAnnotations.find(type, Alternative.class.getName()).isPresent()) {
            mayBeNoBean.add(javaClass);
        }
        if (type.isAnnotationPresent(Specializes.class)) {
            mayBeNoBean.add(javaClass.getSuperclass());
        }
        if (DefinitionProblems.anythingFinal(type)) {
            // Some containers fail of themselves over such a bean, before they ask for problems.
            collect(type, SharedMethods.of(type, registry().configured()));
            InjectionRules.check(type, problems);
            event.veto();
            return;
        }
        AnnotatedTypeConfigurator<T> configurator = event.configureAnnotatedType();
        configurator.add(QueueLifecycle.Literal.INSTANCE);
        MetaAnnotations.resolve(configurator);
    }

    <T> void lookAtUnshared(@Observes @WithAnnotations(Unshared.class) ProcessAnnotatedType<T> event) {
        warnings.collectUnshared(event.getAnnotatedType());
    }

    <T> void giveBeansAQueue(@Observes ProcessInjectionTarget<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (type.isAnnotationPresent(Interceptor.class)) {
            return;
        }
        if (!MetaAnnotations.bringShared(type)) {
            problems.checkKeysOutsideTurns(type);
            return;
        }
        if (!annotated.contains(type.getJavaClass())) {
            problems.add(CdiMessages.tooFarAway(type.getJavaClass().getName()));
            return;
        }
        SharedMethods methods = registry().classes().read(type);
        beans.add(type.getJavaClass());
        collect(type, methods);
        CombinationRules.sessionBean(type)
                .ifPresent(kind -> registry().classes().noteSessionBean(type.getJavaClass()));
        event.setInjectionTarget(new QueueGivingInjectionTarget<>(
                event.getInjectionTarget(),
                creations,
                () -> new BeanQueue(registry(), methods),
                registry().sessions(),
                // The interceptors of an enterprise bean are another container's business.
                () -> CombinationRules.sessionBean(type)
                        .ifPresentOrElse(kind -> {}, () -> Warnings.unintercepted(type.getJavaClass()))));
    }

    private void collect(AnnotatedType<?> type, SharedMethods methods) {
        problems.check(type);
        CombinationRules.check(type, problems);
        warnings.collect(type, methods);
        settings.collect(type);
        threadRules.collect(type);
        queueNames.givenByBean(methods.queues());
    }

    <T> void learnScope(@Observes ProcessManagedBean<T> event) {
        Class<?> beanClass = event.getBean().getBeanClass();
        if (annotated.contains(beanClass)) {
            registry().classes().livesIn(beanClass, event.getBean().getScope());
        }
    }

    /** By whatever made it one, such as a descriptor. */
    <T> void learnOfSessionBean(@Observes ProcessSessionBean<T> event) {
        if (annotated.contains(event.getBean().getBeanClass())) {
            registry().classes().noteSessionBean(event.getBean().getBeanClass());
        }
    }

    <T, X> void lookAtProducer(@Observes ProcessProducer<T, X> event, BeanManager beanManager) {
        Optional<Class<?>> intercepted = SharedProducers.interceptedBy(event.getAnnotatedMember());
        if (intercepted.isEmpty()) {
            producers.collect(event.getAnnotatedMember());
            return;
        }
        AnnotatedType<?> type = beanManager.createAnnotatedType(intercepted.get());
        if (MetaAnnotations.bringShared(type)) {
            products.add(type.getJavaClass());
            collect(type, registry().classes().methodsOf(type.getJavaClass()));
        }
        event.setProducer(
                new QueueEndingProducer<>(event.getProducer(), creations, () -> new BeanQueue(registry(), null)));
    }

    void collectQueues(@Observes ProcessInjectionPoint<?, SerialExecutor> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (point.getType() != SerialExecutor.class) {
            // Some containers tell of subtypes, too, and an event loop is none of the queues.
            return;
        }
        nameOf(point).ifPresentOrElse(name -> collectName(name, point), () -> unnamed.add(point));
    }

    void collectManagedExecutors(@Observes ProcessInjectionPoint<?, ? extends ExecutorService> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (Platform.managedExecutorType().filter(point.getType()::equals).isPresent()) {
            nameOf(point).ifPresent(name -> collectName(name, point));
        }
    }

    private static Optional<String> nameOf(InjectionPoint point) {
        return point.getQualifiers().stream()
                .filter(SharedQueue.class::isInstance)
                .map(qualifier -> ((SharedQueue) qualifier).value())
                .findAny();
    }

    private void collectName(String name, InjectionPoint point) {
        if (name.isBlank()) {
            problems.add(CdiMessages.emptyQueueName(Places.of(point)));
        } else {
            queueNames.injected(name, point);
        }
    }

    void addQueues(@Observes AfterBeanDiscovery event) {
        unnamed.stream()
                .filter(point -> point.getQualifiers().equals(Set.of(Default.Literal.INSTANCE)))
                .forEach(this::checkOwnQueue);
        settings.configure(registry().configured(), queueNames.all(), withOwnQueue(), warnings);
        threadRules.check(settings, problems);
        producers.problems(beans).forEach(problems::add);
        problems.asException().ifPresent(event::addDefinitionError);

        event.addBean()
                .id(BeanIds.of(QueueRegistry.class))
                .beanClass(QueueRegistry.class)
                .types(QueueRegistry.class)
                .scope(Dependent.class)
                .produceWith(lookup -> registry());
        event.addBean()
                .id(BeanIds.of(BeanQueue.class))
                .beanClass(BeanQueue.class)
                .types(BeanQueue.class)
                .scope(Dependent.class)
                .produceWith(lookup -> beanQueue());
        event.addBean()
                .id(BeanIds.of(InjectedQueue.class))
                .beanClass(InjectedQueue.class)
                .types(SerialExecutor.class)
                .scope(Dependent.class)
                .produceWith(lookup -> ownQueue());
        for (String name : queueNames.all()) {
            event.addBean()
                    .id(BeanIds.of(InjectedQueue.class, name))
                    .beanClass(InjectedQueue.class)
                    .types(SerialExecutor.class)
                    .qualifiers(SharedQueue.Literal.of(name), Any.Literal.INSTANCE)
                    .scope(Dependent.class)
                    .produceWith(lookup -> namedQueue(name));
            Platform.managedExecutorType().ifPresent(type -> addManagedExecutor(event, name, type));
        }
    }

    private Set<Class<?>> withOwnQueue() {
        return Stream.concat(beans.stream(), products.stream())
                .filter(type -> registry().classes().methodsOf(type).haveOwnQueue())
                .collect(Collectors.toSet());
    }

    private void checkOwnQueue(InjectionPoint point) {
        if (!beans.contains(classOf(point))) {
            problems.add(CdiMessages.noOwnQueue(Places.of(point)));
        } else if (point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && parameter.getDeclaringCallable() instanceof AnnotatedMethod<?> method
                && !method.isAnnotationPresent(Inject.class)) {
            // Of an observer, a producer or a disposer.
            problems.add(CdiMessages.outsideInjection(SharedMethod.labelOf(method.getJavaMember())));
        }
    }

    /** Only together with the qualifier, so that nobody who asks for the container's own executor meets ours. */
    private void addManagedExecutor(AfterBeanDiscovery event, String name, Class<?> type) {
        event.addBean()
                .beanClass(InjectedQueue.class)
                .types(type)
                .qualifiers(SharedQueue.Literal.of(name), Any.Literal.INSTANCE)
                .scope(Dependent.class)
                .produceWith(lookup -> registry().managed(name));
    }

    private static Class<?> classOf(InjectionPoint point) {
        Bean<?> bean = point.getBean();
        return bean == null ? point.getMember().getDeclaringClass() : bean.getBeanClass();
    }

    private BeanQueue beanQueue() {
        Creation current = creations.current();
        // Without one, a program has something intercepted that it does not produce.
        return current == null ? new BeanQueue(registry(), null) : current.forInterceptor();
    }

    private SerialExecutor ownQueue() {
        Creation current = creations.current();
        BeanQueue bean = current == null ? null : current.forInjection();
        if (bean == null) {
            throw new IllegalStateException(CdiMessages.outsideCreation());
        }
        return InjectedQueue.homeOf(bean);
    }

    private SerialExecutor namedQueue(String name) {
        return InjectedQueue.named(registry(), name);
    }

    void warn(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        warnings.addAll(producers.warnings(beans));
        for (Class<?> type : annotated) {
            if (beans.contains(type)) {
                warnOfOwnQueueInRequest(type);
            } else if (!products.contains(type) && !mayBeNoBean.contains(type)) {
                warnings.add(CdiMessages.notABean(type.getName()));
            }
        }
        warnings.addAll(new OwnQueueRules(beanManager, this::hasOwnQueue).ofDependents());
        warnings.remarkAll(queueNames.remarks());
        warnings.log(settings, annotated);
        queueNames.all().forEach(name -> registry().willBeTold(Object.class, name));
        beans.stream().filter(this::hasOwnQueue).forEach(type -> registry().willBeTold(type, ""));
    }

    /** Has somebody told of what happens in queues, and of new ones. Called once the container has begun. */
    public void tell(EventObserver observer, Runnable whenNew) {
        registry().events().passOnTo(observer);
        registry().events().whenNew(whenNew);
    }

    /** Has calls followed, or by {@code null} not any more. Called once the container has begun. */
    public void traceBy(@Nullable TurnTracer tracer) {
        registry().traceBy(tracer);
    }

    /** What all queues look like now. */
    public List<QueueInfo> queues() {
        return queues(Integer.MAX_VALUE, QueueInfo.WAITERS_TOLD);
    }

    /** The same with so many holders, and so many who wait, of each at most. */
    public List<QueueInfo> queues(int holders, int waiters) {
        QueueRegistry known = registry;
        return known == null ? List.of() : known.infos(holders, waiters);
    }

    /** What the queue of that name looks like now. */
    public Optional<QueueInfo> queue(String name) {
        QueueRegistry known = registry;
        return known == null ? Optional.empty() : known.info(name);
    }

    /** The queues that are told of under a name; empty if nothing is. */
    public Optional<List<SerialQueue>> queuesUnder(String name) {
        QueueRegistry known = registry;
        return known == null ? Optional.empty() : known.told(name);
    }

    private void warnOfOwnQueueInRequest(Class<?> type) {
        if (registry().classes().endsWithRequest(type) && hasOwnQueue(type)) {
            warnings.add(CdiMessages.ownQueueInRequest(type.getName()));
        }
    }

    private boolean hasOwnQueue(Class<?> type) {
        return beans.contains(type)
                && registry().classes().methodsOf(type).queues().contains("");
    }

    /** All beans are still alive, so what is queued can still do its work. */
    void drainQueues(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @BeforeDestroyed(ApplicationScoped.class)
                    Object event) {
        registry().drainAll();
    }

    void closeQueues(@Observes BeforeShutdown event) {
        registry().closeAll();
    }

    private QueueRegistry registry() {
        return Objects.requireNonNull(registry, "no queues before the container has begun");
    }
}
