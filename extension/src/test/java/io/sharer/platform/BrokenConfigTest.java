package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.config.Source;
import io.sharer.config.SystemSource;
import io.sharer.turn.LogRecorder;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A MicroProfile Config that is there and does not work keeps no application from starting. */
class BrokenConfigTest {
    private final Source fallback = SystemSource.ofProgram();

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    @AfterEach
    void restore() {
        ConfigProviderResolver.setInstance(null);
    }

    @Test
    void oneThatLacksAClassIsLeftOutAndToldOf() {
        whoeverAsksGets(() -> {
            throw new NoClassDefFoundError("org/eclipse/microprofile/config/ConfigValue");
        });

        assertThat(Platform.configuration(fallback)).isSameAs(fallback);
        assertThat(log.messages()).singleElement().asString().startsWith("SHARER-200: ");
    }

    @Test
    void oneWhoseImplementationIsOlderThanItsApiIsLeftOutAndToldOf() {
        whoeverAsksGets(() -> config(new AbstractMethodError("getConfigValue")));

        assertThat(Platform.configuration(fallback)).isSameAs(fallback);
        assertThat(log.messages()).singleElement().asString().startsWith("SHARER-200: ");
    }

    @Test
    void oneThatFailsForANameIsAskedForOthers() {
        whoeverAsksGets(() -> config(new IllegalStateException("not this one")));

        assertThat(Platform.configuration(fallback)).isInstanceOf(MicroProfileSource.class);
        assertThat(log.messages()).isEmpty();
    }

    private static Config config(Throwable failure) {
        return (Config) Proxy.newProxyInstance(
                BrokenConfigTest.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    private static void whoeverAsksGets(Supplier<Config> config) {
        ConfigProviderResolver.setInstance(new ConfigProviderResolver() {
            @Override
            public Config getConfig() {
                return config.get();
            }

            @Override
            public Config getConfig(ClassLoader loader) {
                return config.get();
            }

            @Override
            public ConfigBuilder getBuilder() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void registerConfig(Config unused, ClassLoader loader) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void releaseConfig(Config unused) {
                throw new UnsupportedOperationException();
            }
        });
    }
}
