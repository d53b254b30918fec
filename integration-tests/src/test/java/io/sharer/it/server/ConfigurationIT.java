package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.config.Keys;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues are configured by what a WAR brings along, where the server has MicroProfile Config, and by the server. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class ConfigurationIT {
    private static final String FILE = """
            sharer.queue."by-file".capacity=1
            sharer.queue."by-property".capacity=0
            sharer.grace-timeout=PT4S
            """;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BeanManager beans;

    @Deployment
    static WebArchive war() {
        return MicroProfile.toldTo(TestWar.of("configuration", Counters.class, ConfiguringServer.class)
                .addAsResource(new StringAsset(FILE), "META-INF/microprofile-config.properties")
                .addAsServiceProvider(Extension.class, ConfiguringServer.class));
    }

    @Test
    void systemPropertiesOfTheServerTakeEffect() {
        assertThat(counters.isBounded(Counters.BY_PROPERTY)).isTrue();
    }

    @Test
    void theFileOfTheWarTakesEffectWhereThereIsMicroProfileConfig() throws Exception {
        assertThat(counters.isBounded(Counters.BY_FILE)).isEqualTo(MicroProfile.hasConfig());
    }

    /** Read at the first event that an extension hears. */
    @Test
    void soDoKeysOfTheApplication() throws Exception {
        assertThat(ConfigurationExtension.of(beans).get(Keys.GRACE_TIMEOUT))
                .isEqualTo(MicroProfile.hasConfig() ? Duration.ofSeconds(4) : Keys.GRACE_TIMEOUT.byDefault());
    }

    @Test
    void whatNobodyConfiguresIsAsItsAnnotationSays() {
        assertThat(counters.isBounded(Counters.BY_NOBODY)).isFalse();
    }
}
