package io.sharer.cdi.config;

import io.sharer.config.Configuration;
import io.sharer.config.Section;
import io.sharer.config.SystemSource;
import io.sharer.platform.Platform;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import org.jspecify.annotations.Nullable;

/** Has the configuration of an application, from the first event on that any extension hears. */
public class ConfigurationExtension implements Extension {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private @Nullable Configuration configuration;

    /**
     * The configuration of the application of that bean manager. A program that starts a container with some of the
     * extensions may leave this one out: then whoever asks has a configuration for itself, and nobody tells of what is
     * unknown.
     */
    public static Configuration of(BeanManager beans) {
        ConfigurationExtension ofApplication = find(beans);
        return (ofApplication == null ? new ConfigurationExtension() : ofApplication).configuration();
    }

    /** Some containers answer {@code null}, others throw. */
    private static @Nullable ConfigurationExtension find(BeanManager beans) {
        try {
            return beans.getExtension(ConfigurationExtension.class);
        } catch (IllegalArgumentException leftOut) {
            return null;
        }
    }

    /** Of this application. */
    public synchronized Configuration configuration() {
        Configuration known = configuration;
        if (known == null) {
            known = new Configuration(Platform.configuration(SystemSource.ofProgram()));
            configuration = known;
        }
        return known;
    }

    void check(@Observes AfterBeanDiscovery event) {
        Configuration known = configuration();
        known.readAll();
        known.problems(Section.APPLICATION)
                .forEach(problem -> event.addDefinitionError(new DefinitionException(problem)));
    }

    /**
     * When the names of all queues, pools and loops are known. Not later: definition errors end the deployment here,
     * and a key that is written wrongly may be what they come from.
     */
    void warn(@Observes @Priority(Integer.MAX_VALUE) AfterBeanDiscovery event) {
        configuration().unread().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }
}
