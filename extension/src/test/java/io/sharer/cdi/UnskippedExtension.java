package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.cdi.lite.LiteExtension;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Validation;

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

    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = Shared.class)
    public void bindInterceptor(ClassConfig type) {
        extension.bindInterceptor(type);
    }

    @Registration(types = Object.class)
    public void collect(BeanInfo bean) {
        extension.collect(bean);
    }

    @Synthesis
    public void addBeans(SyntheticComponents components) {
        extension.addBeans(components);
    }

    @Validation
    public void validate(Messages messages) {
        extension.validate(messages);
    }
}
