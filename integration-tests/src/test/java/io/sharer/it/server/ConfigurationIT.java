package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.support.Server;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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
            """;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    @Deployment
    static WebArchive war() {
        return TestWar.of("configuration", Counters.class, ConfiguringServer.class)
                .addAsResource(new StringAsset(FILE), "META-INF/microprofile-config.properties")
                .addAsResource(
                        new StringAsset(Boolean.toString(Server.ofThisRun().hasMicroProfileConfig())),
                        "has-microprofile-config.txt")
                .addAsServiceProvider(Extension.class, ConfiguringServer.class);
    }

    @Test
    void systemPropertiesOfTheServerTakeEffect() {
        assertThat(counters.isBounded(Counters.BY_PROPERTY)).isTrue();
    }

    @Test
    void theFileOfTheWarTakesEffectWhereThereIsMicroProfileConfig() throws Exception {
        boolean expected;
        try (var text = ConfigurationIT.class.getResourceAsStream("/has-microprofile-config.txt")) {
            expected = Boolean.parseBoolean(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(counters.isBounded(Counters.BY_FILE)).isEqualTo(expected);
    }

    @Test
    void whatNobodyConfiguresIsAsItsAnnotationSays() {
        assertThat(counters.isBounded(Counters.BY_NOBODY)).isFalse();
    }
}
