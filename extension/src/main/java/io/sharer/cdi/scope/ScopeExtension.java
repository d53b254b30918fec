package io.sharer.cdi.scope;

import io.sharer.ManagedResources;
import io.sharer.ResourceManager;
import io.sharer.ScopesInfo;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.EventRelay;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.config.Keys;
import io.sharer.scope.Resources;
import io.sharer.scope.ScopeManager;
import io.sharer.spi.EventObserver;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Brings resource scopes to CDI: hears the container's events, and hands each to the one who answers it. */
public class ScopeExtension implements Extension {
    /** After the queues, whose bodies may use what scopes hold. */
    private static final int AFTER_THE_QUEUES = Interceptor.Priority.PLATFORM_BEFORE + 10;

    /** Any object that no other application has. */
    private final Object application = new Object();

    /** Of all bean classes: the parts of an archive have one each. */
    private final Set<ClassLoader> loaders =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final EventRelay events = new EventRelay();
    private volatile @Nullable ScopeManager manager;
    private final ManagedMethods methods = new ManagedMethods();

    void begin(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        manager = new ScopeManager(application, ConfigurationExtension.of(beans).get(Keys.DRAIN_TIMEOUT), events);
        event.addAnnotatedType(ManagedResourcesInterceptor.class, ManagedResourcesInterceptor.class.getName());
    }

    <T> void lookAtMethods(@Observes @WithAnnotations(ManagedResources.class) ProcessAnnotatedType<T> event) {
        methods.collect(event.getAnnotatedType());
    }

    <T> void lookAtBean(@Observes ProcessManagedBean<T> event) {
        Class<?> beanClass = event.getBean().getBeanClass();
        methods.isBean(beanClass);
        noteLoader(beanClass.getClassLoader());
    }

    private void noteLoader(@Nullable ClassLoader loader) {
        if (loader != null) {
            loaders.add(loader);
        }
    }

    void addScope(@Observes AfterBeanDiscovery event, BeanManager beans) {
        methods.problems().ifPresent(event::addDefinitionError);
        event.addContext(new ResourceContext());
        // With a client proxy each, which is passivated with whatever bean it is injected into.
        event.addBean()
                .id(BeanIds.of(ScopeManager.class))
                .beanClass(ResourceManager.class)
                .types(ResourceManager.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> manager());
        event.addBean()
                .id(BeanIds.of(ManagedCalls.class))
                .beanClass(ManagedCalls.class)
                .types(ManagedCalls.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> new ManagedCalls(manager(), new EagerBeans(beans)));
    }

    void checkBeans(@Observes AfterDeploymentValidation event, BeanManager beans) {
        methods.eagerProblems(new EagerBeans(beans)).ifPresent(event::addDeploymentProblem);
        methods.logWarnings();
    }

    /** Not before: who fails to start says nothing, and is not told of its end by every container. */
    void sayOutsideUse(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @Initialized(ApplicationScoped.class) Object event,
            BeanManager beans) {
        noteLoader(Thread.currentThread().getContextClassLoader());
        Resources.outsideUse(
                application,
                List.copyOf(loaders),
                ConfigurationExtension.of(beans).get(Keys.OUTSIDE_USE),
                events);
    }

    /** Has somebody told of what happens in scopes. */
    public void tell(EventObserver observer) {
        events.passOnTo(observer);
    }

    /** What there is now. */
    public ScopesInfo scopes() {
        return manager().info();
    }

    /** All beans are still alive. */
    void endScopes(@Observes @Priority(AFTER_THE_QUEUES) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        manager().endAll();
        releaseOutside();
    }

    /** What beans have opened while they ended. */
    void endLateScopes(@Observes BeforeShutdown event) {
        manager().endLate();
        releaseOutside();
        Resources.forgetOutsideUse(application);
    }

    /**
     * Each WAR of an EAR has a context class loader of its own, and this thread perhaps that of the EAR. What others
     * than this application may have acquired stays: those who have the loader that Sharer lies in may go on.
     */
    private void releaseOutside() {
        Set<@Nullable ClassLoader> all = new HashSet<>(List.copyOf(loaders));
        for (ClassLoader shared = Resources.class.getClassLoader(); shared != null; shared = shared.getParent()) {
            all.remove(shared);
        }
        all.add(Thread.currentThread().getContextClassLoader());
        Resources.releaseOutside(all);
    }

    private ScopeManager manager() {
        return Objects.requireNonNull(manager, "no scopes before the container has begun");
    }
}
