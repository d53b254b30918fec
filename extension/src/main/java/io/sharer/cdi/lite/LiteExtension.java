package io.sharer.cdi.lite;

import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.TurnDefinitions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.declarations.DeclarationInfo;
import jakarta.enterprise.lang.model.declarations.ParameterInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets turns up on a container of CDI Lite, phase by phase. A container that runs portable extensions leaves it out,
 * for {@link SharerExtension} does the same and more there.
 */
@SkipIfPortableExtensionPresent(SharerExtension.class)
public class LiteExtension implements BuildCompatibleExtension {
    private final SharedPresence presence = new SharedPresence();

    /** Made when it is needed: a container also makes an object of an extension that it leaves out. */
    private @Nullable TurnDefinitions definitions;

    /** Classes with {@code @Shared}, by their names: a container may make several of these objects for one class. */
    private final Map<String, ClassInfo> annotated = new LinkedHashMap<>();

    private final Map<String, BeanInfo> beans = new LinkedHashMap<>();

    /** Adds what the container does not find by itself, for the jar is no bean archive. */
    @Discovery
    public void addClasses(ScannedClasses classes, MetaAnnotations annotations) {
        annotations.addInterceptorBinding(InTurns.class);
        annotations.addQualifier(SharedQueue.class);
        classes.add(InTurnsInterceptor.class.getName());
        classes.add(LiteLife.class.getName());
    }

    /** Binds the interceptor. */
    @Enhancement(types = Object.class, withSubtypes = true)
    public void bindInterceptor(ClassConfig type) {
        ClassInfo info = type.info();
        // Not every container looks at what stereotypes bring, if it is asked for the classes with an annotation.
        if (!presence.isIn(info) || info.hasAnnotation(Interceptor.class)) {
            return;
        }
        if (info.isInterface()) {
            definitions().addInterface(info.name());
        }
        if (!info.isPlainClass() || info.isAbstract()) {
            return;
        }
        annotated.put(info.name(), info);
        // Some containers fail of themselves over an intercepted bean with something final, before they ask.
        if (!TurnDefinitions.anythingFinal(ReflectedType.of(load(info)))) {
            type.addAnnotation(InTurns.class);
        }
    }

    /** Looks at methods that are to take no turn. */
    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = Unshared.class)
    public void lookAtUnshared(ClassConfig type) {
        if (type.info().isPlainClass()) {
            definitions().addUnshared(load(type.info()));
        }
    }

    /** Collects the beans, and where queues are injected. */
    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        if (bean.isSynthetic()) {
            return;
        }
        ClassInfo type = bean.declaringClass();
        if (bean.isClassBean()) {
            if (annotated.containsKey(type.name())) {
                beans.put(type.name(), bean);
            } else if (LiteMembers.haveKeys(type)) {
                definitions().addOther(load(type));
            }
        } else if (LiteMembers.product(bean).filter(presence::isIn).isPresent()) {
            LiteMembers.producer(bean, ReflectedType.of(load(type))).ifPresent(definitions()::addProducer);
        }
        for (InjectionPointInfo point : bean.injectionPoints()) {
            collect(point.declaration(), point.type(), point.qualifiers(), type.name());
        }
    }

    /** Collects where queues are injected into observers: they are no injection points of a bean on every container. */
    @Registration(types = Object.class)
    public void collect(ObserverInfo observer) {
        if (!observer.isSynthetic()) {
            for (ParameterInfo parameter : observer.observerMethod().parameters()) {
                String type = observer.declaringClass().name();
                collect(parameter, parameter.type(), parameter.annotations(), type);
            }
        }
    }

    private void collect(DeclarationInfo point, Type type, Collection<AnnotationInfo> annotations, String beanClass) {
        if (!type.isClass() || !type.asClass().declaration().name().equals(SerialExecutor.class.getName())) {
            return;
        }
        Optional<String> name = annotations.stream()
                .filter(annotation -> annotation.name().equals(SharedQueue.class.getName()))
                .map(annotation -> annotation.value().asString())
                .findAny();
        String place = LitePlaces.of(point);
        if (name.isPresent()) {
            definitions().addNameAt(place, name.get());
        } else if (LitePlaces.isOutsideInjection(point)) {
            definitions().addOwnQueueAsParameterOf(LitePlaces.methodOf(point));
        } else {
            definitions().addOwnQueueAt(place, beanClass);
        }
    }

    /** Tells what is wrong, all together, and makes the beans of the turns and of the named queues. */
    @Synthesis
    public void addBeans(SyntheticComponents components, Messages messages) {
        for (BeanInfo bean : beans.values()) {
            definitions()
                    .add(
                            load(bean.declaringClass()),
                            bean.scope().annotation().name().equals(RequestScoped.class.getName()));
        }
        annotated.values().stream()
                .filter(type -> !beans.containsKey(type.name()) && !type.hasAnnotation(Alternative.class))
                .forEach(type -> definitions().addNoBean(type.name()));
        // Now, for what is missing because of a problem would be told before it.
        definitions()
                .problems()
                .ifPresentOrElse(
                        problems -> {
                            messages.error(problems);
                            // A key that is written wrongly may be what they come from.
                            definitions().logUnread();
                        },
                        definitions()::logWarnings);
        components
                .addBean(LiteTurns.class)
                .type(LiteTurns.class)
                .scope(Singleton.class)
                .withParam(
                        LiteTurnsBean.CLASSES,
                        beans.values().stream().map(BeanInfo::declaringClass).toArray(ClassInfo[]::new))
                .withParam(LiteTurnsBean.QUEUES, definitions().queues().toArray(String[]::new))
                .createWith(LiteTurnsBean.class)
                .disposeWith(LiteTurnsBean.class);
        for (String name : definitions().queues()) {
            components
                    .addBean(SerialExecutor.class)
                    .type(SerialExecutor.class)
                    .qualifier(SharedQueue.Literal.of(name))
                    .scope(Dependent.class)
                    .withParam(NamedQueueBean.NAME, name)
                    .createWith(NamedQueueBean.class);
        }
    }

    /** The class is read as the rules read it everywhere, and is not initialised by that. */
    private static Class<?> load(ClassInfo type) {
        try {
            return Class.forName(type.name(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type.name(), e);
        }
    }

    private TurnDefinitions definitions() {
        if (definitions == null) {
            definitions = new TurnDefinitions(ReflectedType::of);
        }
        return definitions;
    }
}
