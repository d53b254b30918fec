package io.sharer.cdi.lite;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.TurnDefinitions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sets turns up on a container of CDI Lite, phase by phase. A container that runs portable extensions leaves it out,
 * for {@link SharerExtension} does the same and more there.
 */
@SkipIfPortableExtensionPresent(SharerExtension.class)
public class LiteExtension implements BuildCompatibleExtension {
    private final TurnDefinitions definitions = new TurnDefinitions(ReflectedType::of);

    /** Classes with {@code @Shared}, by their names: a container may make several of these objects for one class. */
    private final Map<String, ClassInfo> annotated = new LinkedHashMap<>();

    private final Map<String, ClassInfo> beans = new LinkedHashMap<>();

    /** Adds what the container does not find by itself, for the jar is no bean archive. */
    @Discovery
    public void addClasses(ScannedClasses classes, MetaAnnotations annotations) {
        annotations.addInterceptorBinding(InTurns.class);
        annotations.addQualifier(SharedQueue.class);
        classes.add(InTurnsInterceptor.class.getName());
        classes.add(LiteLife.class.getName());
    }

    /** Binds the interceptor. */
    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = Shared.class)
    public void bindInterceptor(ClassConfig type) {
        ClassInfo info = type.info();
        if (!info.isPlainClass() || info.isAbstract() || info.hasAnnotation(Interceptor.class)) {
            return;
        }
        annotated.put(info.name(), info);
        // Some containers fail of themselves over an intercepted bean with something final, before they ask.
        if (!TurnDefinitions.anythingFinal(ReflectedType.of(load(info)))) {
            type.addAnnotation(InTurns.class);
        }
    }

    /** Collects the beans, and where queues are injected. */
    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        String name = bean.declaringClass().name();
        if (bean.isClassBean()) {
            if (annotated.containsKey(name)) {
                beans.putIfAbsent(name, bean.declaringClass());
            }
        }
        bean.injectionPoints().forEach(point -> collect(point, name));
    }

    private void collect(InjectionPointInfo point, String beanClass) {
        if (!point.type().isClass()
                || !point.type().asClass().declaration().name().equals(SerialExecutor.class.getName())) {
            return;
        }
        Optional<String> name = point.qualifiers().stream()
                .filter(qualifier -> qualifier.name().equals(SharedQueue.class.getName()))
                .map(qualifier -> qualifier.value().asString())
                .findAny();
        String place = LitePlaces.of(point.declaration());
        if (name.isPresent()) {
            definitions.addNameAt(place, name.get());
        } else if (LitePlaces.isOutsideInjection(point.declaration())) {
            definitions.addOwnQueueAsParameterOf(LitePlaces.methodOf(point.declaration()));
        } else {
            definitions.addOwnQueueAt(place, beanClass);
        }
    }

    /** Makes the beans of the turns and of the named queues. */
    @Synthesis
    public void addBeans(SyntheticComponents components) {
        beans.values().forEach(type -> definitions.add(load(type)));
        components
                .addBean(LiteTurns.class)
                .type(LiteTurns.class)
                .scope(Singleton.class)
                .withParam(LiteTurnsBean.CLASSES, beans.values().toArray(ClassInfo[]::new))
                .createWith(LiteTurnsBean.class)
                .disposeWith(LiteTurnsBean.class);
        for (String name : definitions.queues()) {
            components
                    .addBean(SerialExecutor.class)
                    .type(SerialExecutor.class)
                    .qualifier(SharedQueue.Literal.of(name))
                    .scope(Dependent.class)
                    .withParam(NamedQueueBean.NAME, name)
                    .createWith(NamedQueueBean.class);
        }
    }

    /** Tells what is wrong, all together. */
    @Validation
    public void validate(Messages messages) {
        annotated.values().stream()
                .filter(type -> !beans.containsKey(type.name()) && !type.hasAnnotation(Alternative.class))
                .forEach(type -> definitions.addNoBean(type.name()));
        definitions.problems().ifPresentOrElse(messages::error, definitions::logWarnings);
    }

    /** The class is read as the rules read it everywhere, and is not initialised by that. */
    private static Class<?> load(ClassInfo type) {
        try {
            return Class.forName(type.name(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type.name(), e);
        }
    }
}
