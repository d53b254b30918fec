package io.sharer.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has something begin with the application, in its place among what a bean class hears of the start.
 *
 * <p>An extension's own observer would be early: servers tell the archives of an application of its start one after the
 * other, some of them on several threads, and those of extensions before a web application's.
 */
public final class ApplicationStart {
    private ApplicationStart() {}

    /**
     * Adds an observer to the archive of a class, which acts once.
     *
     * @param priority among the observers of that archive
     */
    public static void observe(AfterBeanDiscovery event, Class<?> beanClass, int priority, Runnable action) {
        AtomicBoolean begun = new AtomicBoolean();
        event.<Object>addObserverMethod()
                .beanClass(beanClass)
                .observedType(Object.class)
                .addQualifier(Initialized.Literal.of(ApplicationScoped.class))
                .priority(priority)
                .notifyWith(start -> {
                    if (begun.compareAndSet(false, true)) {
                        action.run();
                    }
                });
    }
}
