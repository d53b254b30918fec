package io.sharer.cdi.loop;

import io.sharer.EventLoop;
import io.sharer.LoopInfo;
import io.sharer.LoopTask;
import io.sharer.cdi.ApplicationStart;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.config.Configuration;
import io.sharer.config.Section;
import io.sharer.spi.EventObserver;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Named;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Brings event loops to CDI: hears the container's events, and hands each to the one who answers it. */
public class LoopExtension implements Extension {
    /** Before the queues and the pools, which the tasks may use until they have ended. */
    private static final int BEFORE_THE_QUEUES = Interceptor.Priority.PLATFORM_BEFORE - 10;

    /** Its own observers may prepare what tasks need. */
    private static final int AFTER_THE_APPLICATION = Interceptor.Priority.PLATFORM_AFTER;

    private final LoopTasks tasks = new LoopTasks();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Configuration configuration;
    private volatile @Nullable ApplicationLoops loops;

    void begin(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        configuration = ConfigurationExtension.of(beans);
        loops = new ApplicationLoops(beans, configuration);
    }

    <T> void lookAtTasks(@Observes @WithAnnotations(LoopTask.class) ProcessAnnotatedType<T> event) {
        tasks.lookAt(event.getAnnotatedType());
    }

    <T> void collectTasks(@Observes ProcessManagedBean<T> event, BeanManager beans) {
        tasks.collect(event.getAnnotatedBeanClass(), event.getBean(), beans);
    }

    void collectNames(@Observes ProcessInjectionPoint<?, EventLoop> event) {
        InjectionPoint point = event.getInjectionPoint();
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof Named named) {
                names.add(named.value().isEmpty() ? point.getMember().getName() : named.value());
            }
        }
    }

    void addLoops(@Observes AfterBeanDiscovery event) {
        tasks.problems().ifPresent(event::addDefinitionError);
        tasks.byBeanClass()
                .forEach((beanClass, its) ->
                        ApplicationStart.observe(event, beanClass, AFTER_THE_APPLICATION, () -> loops().start(its)));
        tasks.all().forEach(task -> names.add(task.loop()));
        readConfiguration().forEach(problem -> event.addDefinitionError(new DefinitionException(problem)));
        names.remove(ApplicationLoops.UNNAMED);
        addLoop(event, ApplicationLoops.UNNAMED, Default.Literal.INSTANCE, Any.Literal.INSTANCE);
        names.forEach(
                name -> addLoop(event, name, NamedLiteral.of(name), OfName.Literal.INSTANCE, Any.Literal.INSTANCE));
    }

    private List<String> readConfiguration() {
        Set<String> all = new TreeSet<>(Set.of(ApplicationLoops.nameOf(ApplicationLoops.UNNAMED)));
        names.forEach(name -> all.add(ApplicationLoops.nameOf(name)));
        Configuration its = Objects.requireNonNull(configuration, "no configuration before the container has begun");
        its.readAll(Section.LOOP, all);
        return its.problems(Section.LOOP);
    }

    private void addLoop(AfterBeanDiscovery event, String name, Annotation... qualifiers) {
        event.addBean()
                .id(BeanIds.of(InjectedLoop.class, name))
                .beanClass(EventLoop.class)
                .types(EventLoop.class)
                .qualifiers(qualifiers)
                .scope(ApplicationScoped.class)
                .createWith(context -> new InjectedLoop(loops().running(name)));
    }

    void warn(@Observes AfterDeploymentValidation event) {
        tasks.logWarnings();
    }

    void stop(@Observes @Priority(BEFORE_THE_QUEUES) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        loops().stop();
        tasks.all().forEach(BeanTask::end);
    }

    void end(@Observes BeforeShutdown event) {
        loops().end();
    }

    /** Has somebody told of what happens in loops, and of new ones. Called once the container has begun. */
    public void tell(EventObserver observer, Runnable whenNew) {
        loops().events().passOnTo(observer);
        loops().events().whenNew(whenNew);
    }

    /** What there is now, of the loops that have been used. */
    public List<LoopInfo> infos() {
        ApplicationLoops known = loops;
        return known == null ? List.of() : known.infos();
    }

    /** What the loop of that name looks like now. */
    public Optional<LoopInfo> info(String name) {
        ApplicationLoops known = loops;
        return known == null ? Optional.empty() : known.info(name);
    }

    private ApplicationLoops loops() {
        return Objects.requireNonNull(loops, "no loops before the container has begun");
    }
}
