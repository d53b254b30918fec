package io.sharer.cdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.config.Keys;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration is there for all extensions, even if a program has left out the one that has it. */
class ConfigurationExtensionTest {
    private static final String KEY = "sharer.drain-timeout";

    @BeforeEach
    void configure() {
        System.setProperty(KEY, "PT7S");
    }

    @AfterEach
    void end() {
        System.clearProperty(KEY);
    }

    private static BeanManager container(InvocationHandler getExtension) {
        return (BeanManager) Proxy.newProxyInstance(
                ConfigurationExtensionTest.class.getClassLoader(), new Class<?>[] {BeanManager.class}, getExtension);
    }

    @Test
    void allExtensionsHaveTheSame() {
        ConfigurationExtension extension = new ConfigurationExtension();
        BeanManager beans = container((proxy, method, arguments) -> extension);

        assertThat(ConfigurationExtension.of(beans))
                .isSameAs(ConfigurationExtension.of(beans))
                .isSameAs(extension.configuration());
    }

    @Test
    void whereItIsLeftOutAndTheContainerThrowsWhoeverAsksReadsForItself() {
        BeanManager beans = container((proxy, method, arguments) -> {
            throw new IllegalArgumentException("no such extension");
        });

        assertThat(ConfigurationExtension.of(beans).get(Keys.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    @SuppressWarnings("NullAway") // as a container answers
    void whereItIsLeftOutAndTheContainerAnswersNothingWhoeverAsksReadsForItself() {
        BeanManager beans = container((proxy, method, arguments) -> null);

        assertThat(ConfigurationExtension.of(beans).get(Keys.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
    }
}
