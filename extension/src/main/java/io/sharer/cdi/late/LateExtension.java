package io.sharer.cdi.late;

import io.sharer.Late;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.EventRelay;
import io.sharer.cdi.Places;
import io.sharer.scope.LateHolder;
import io.sharer.scope.LateProxy;
import io.sharer.spi.EventObserver;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;

/** Brings late bindings to CDI: hears the container's events, and adds the beans. */
public class LateExtension implements Extension {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final EventRelay events = new EventRelay();
    private final LateDefinitions definitions = new LateDefinitions(events);

    void collect(@Observes ProcessInjectionPoint<?, ?> event) {
        if (definitions.collect(event.getInjectionPoint())) {
            event.configureInjectionPoint().addQualifier(LateAlone.Literal.INSTANCE);
        }
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        definitions.problems().ifPresent(event::addDefinitionError);
        event.addContext(new LateContext());
        int number = 0;
        for (LateDefinition<?> definition : definitions.all()) {
            addBinding(event, definition, ++number);
            if (definition.rawType().isInterface()) {
                addInterface(event, definition, number);
            } else {
                addClass(event, definition, number, beanManager);
            }
        }
    }

    private static <T> void addBinding(AfterBeanDiscovery event, LateDefinition<T> definition, int number) {
        Set<Annotation> qualifiers = new HashSet<>(definition.qualifiers());
        if (qualifiers.isEmpty()) {
            qualifiers.add(Default.Literal.INSTANCE);
        }
        qualifiers.add(Any.Literal.INSTANCE);
        event.addBean()
                .id(BeanIds.of(LateHolder.class, number))
                .beanClass(LateHolder.class)
                .types(new LateBindingType(definition.type()))
                .qualifiers(qualifiers)
                .scope(Dependent.class)
                .produceWith(lookup -> definition.holder());
    }

    private static <T> void addInterface(AfterBeanDiscovery event, LateDefinition<T> definition, int number) {
        definition.makeProxiesWith(holder -> LateProxy.of(definition.rawType(), holder, () -> ""));
        event.addBean()
                .id(BeanIds.of(LateProxy.class, number))
                .beanClass(LateProxy.class)
                .types(definition.type())
                .qualifiers(lateQualifiers(definition))
                .scope(Dependent.class)
                .produceWith(lookup -> newProxy(definition, lookup));
    }

    private static <T> T newProxy(LateDefinition<T> definition, Instance<Object> lookup) {
        String place = placeOf(lookup);
        return LateProxy.of(definition.rawType(), definition.holder(), () -> place);
    }

    /** Where the proxy is being injected, as far as the container tells; empty where it is looked up. */
    private static String placeOf(Instance<Object> lookup) {
        InjectionPoint point;
        try {
            point = lookup.select(InjectionPoint.class).get();
        } catch (RuntimeException unknown) {
            return "";
        }
        return point == null || point.getMember() == null ? "" : Places.of(point);
    }

    private static <T> void addClass(
            AfterBeanDiscovery event, LateDefinition<T> definition, int number, BeanManager beanManager) {
        Annotation[] qualifiers = lateQualifiers(definition).toArray(Annotation[]::new);
        definition.makeProxiesWith(holder -> reference(definition, beanManager, qualifiers));
        event.addBean()
                .id(BeanIds.of(LateExtension.class, number))
                .beanClass(definition.rawType())
                .types(definition.type())
                .qualifiers(qualifiers)
                .scope(LateScoped.class)
                .createWith(context -> definition.holder().get(""));
    }

    private static <T> T reference(LateDefinition<T> definition, BeanManager beanManager, Annotation[] qualifiers) {
        Bean<?> bean = beanManager.resolve(beanManager.getBeans(definition.type(), qualifiers));
        CreationalContext<?> context = beanManager.createCreationalContext(bean);
        return definition.rawType().cast(beanManager.getReference(bean, definition.type(), context));
    }

    private static Set<Annotation> lateQualifiers(LateDefinition<?> definition) {
        Set<Annotation> qualifiers = new HashSet<>(definition.qualifiers());
        if (qualifiers.isEmpty()) {
            qualifiers.add(LateAlone.Literal.INSTANCE);
        }
        qualifiers.add(Late.Literal.INSTANCE);
        qualifiers.add(Any.Literal.INSTANCE);
        return qualifiers;
    }

    void warn(@Observes AfterDeploymentValidation event) {
        definitions.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }

    /** Has somebody told of what happens in late bindings. */
    public void tell(EventObserver observer) {
        events.passOnTo(observer);
    }

    /** All beans have gone, which may have used it to their end. */
    void closeWhatWasMade(@Observes BeforeShutdown event) {
        definitions.all().forEach(definition -> definition.holder().end());
    }
}
