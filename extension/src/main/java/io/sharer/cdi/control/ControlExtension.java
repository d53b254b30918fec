package io.sharer.cdi.control;

import io.sharer.SharerControl;
import io.sharer.cdi.BeanIds;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.cdi.pool.PoolExtension;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.spi.ConsoleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Optional;

/** Adds what others control the application by. */
public class ControlExtension implements Extension {
    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        event.addBean()
                .id(BeanIds.of(SharerControl.class))
                .beanClass(SharerControl.class)
                .types(SharerControl.class)
                .scope(ApplicationScoped.class)
                .createWith(context -> new ApplicationControl(
                        find(beanManager, SharerExtension.class), find(beanManager, PoolExtension.class)));
        event.addBean()
                .id(BeanIds.of(ConsoleSettings.class))
                .beanClass(ConsoleSettings.class)
                .types(ConsoleSettings.class)
                .scope(Dependent.class)
                .produceWith(lookup -> settings(ConfigurationExtension.of(beanManager)));
    }

    private static ConsoleSettings settings(Configuration configuration) {
        return new ConsoleSettings(
                configuration.get(Keys.CONSOLE_LOOPBACK),
                configuration.get(Keys.CONSOLE_ROLE),
                configuration.get(Keys.CONSOLE_ACTION_ROLE));
    }

    /** A program may start a container with some of the extensions only. */
    private static <E extends Extension> Optional<E> find(BeanManager beanManager, Class<E> type) {
        try {
            return Optional.ofNullable(beanManager.getExtension(type));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }
}
