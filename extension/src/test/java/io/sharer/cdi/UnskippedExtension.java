package io.sharer.cdi;

import io.sharer.Unshared;
import io.sharer.cdi.lite.LiteExtension;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;

/**
 * The extension for CDI Lite without the annotation for which Weld leaves it out, whether the portable one is there or
 * not. Weld looks at a class's own methods only, so all are repeated.
 */
public final class UnskippedExtension implements BuildCompatibleExtension {
    private final LiteExtension extension = new LiteExtension();

    @Discovery
    public void addClasses(ScannedClasses classes, MetaAnnotations annotations) {
        extension.addClasses(classes, annotations);
    }

    @Enhancement(types = Object.class, withSubtypes = true)
    public void bindInterceptor(ClassConfig type) {
        extension.bindInterceptor(type);
    }

    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = Unshared.class)
    public void lookAtUnshared(ClassConfig type) {
        extension.lookAtUnshared(type);
    }

    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        extension.collect(bean);
    }

    @Registration(types = Object.class)
    public void collect(ObserverInfo observer) {
        extension.collect(observer);
    }

    @Synthesis
    public void addBeans(SyntheticComponents components, Messages messages) {
        extension.addBeans(components, messages);
    }
}
