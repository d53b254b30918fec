package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.sharer.Shared;
import io.sharer.cdi.config.ConfigurationExtension;
import io.sharer.config.Configuration;
import io.sharer.config.Key;
import io.sharer.config.Keys;
import io.sharer.config.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * With an implementation of MicroProfile Config on the class path: run with one, and with a variable in the
 * environment.
 */
class MicroProfileConfigTest {
    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @Shared("from-file")
    @ApplicationScoped
    static class FromFile {
        String work() {
            return "worked";
        }
    }

    @Shared("from-environment")
    @ApplicationScoped
    static class FromEnvironment {
        String work() {
            return "worked";
        }
    }

    private static <T> Optional<Setting<T>> configured(Key<T> key, String queue) {
        try (Container container = Container.start(FromFile.class, FromEnvironment.class)) {
            Configuration configuration =
                    ConfigurationExtension.of(container.se().getBeanManager());
            assertThat(container.get(FromFile.class).work()).isEqualTo("worked");
            return configuration.find(key, queue);
        }
    }

    @Test
    void itIsThere() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("permits.of.all", Integer.class))
                .contains(4);
    }

    @Test
    void theApplicationsOwnFileIsRead() {
        assertThat(configured(Keys.QUEUE_CAPACITY, "from-file")).hasValueSatisfying(setting -> {
            assertThat(setting.value()).isEqualTo(1);
            assertThat(setting.place()).contains("of MicroProfile Config", "microprofile-config.properties");
        });
    }

    @Test
    void expressionsAreResolved() {
        assertThat(configured(Keys.QUEUE_PERMITS, "from-file").map(Setting::value))
                .contains(4);
    }

    @Test
    void theOrderOfItsSourcesCounts() {
        assertThat(configured(Keys.QUEUE_CAPACITY, "from-environment").map(Setting::value))
                .contains(3);
        properties.with("sharer.queue.\"from-environment\".capacity", "5");
        assertThat(configured(Keys.QUEUE_CAPACITY, "from-environment").map(Setting::value))
                .contains(5);
    }

    @Test
    void anEmptyValueIsNone() {
        properties.with("sharer.queue.\"from-file\".capacity", "");

        assertThat(configured(Keys.QUEUE_CAPACITY, "from-file")).isEmpty();
    }

    @Test
    void whatIsReadIsNotWarnedAboutByWhateverName() throws Exception {
        assertThat(Deployments.warningsOf(FromFile.class, FromEnvironment.class))
                .doesNotContain("SHARER-48");
    }

    @Test
    void whatNobodyReadsIsWarnedAbout() throws Exception {
        properties.with("sharer.queue.\"from-nowhere\".capacity", "1");

        assertThat(Deployments.warningsOf(FromFile.class))
                .contains("SHARER-483", "no queue named \"from-nowhere\"")
                .contains("SHARER-484", "SHARER_QUEUE__FROM_ENVIRONMENT__CAPACITY");
    }

    @Test
    void aWrongValueNamesItsSource() throws Exception {
        properties.with("sharer.queue.\"from-file\".capacity", "many");

        assertThat(Deployments.failureOf(FromFile.class))
                .contains("SHARER-480: sharer.queue.\"from-file\".capacity is \"many\" in the source \"")
                .contains("of MicroProfile Config. Allowed is a whole number, 0 or more.");
    }

    @Test
    void whereItsApiIsTooOldTheApplicationStartsWithoutItAndIsToldSo() throws Exception {
        try (ClassPathWithout old = new ClassPathWithout(Set.of("org.eclipse.microprofile.config.ConfigValue"));
                LogLines lines = LogLines.of("io.sharer")) {
            assertThat(old.call(WholeApplication.class)).asInstanceOf(LIST).contains("sold", "sold later");
            assertThat(lines.text()).containsOnlyOnce("SHARER-200: ");
        }
    }

    @Test
    void anExpressionThatLeadsNowhereIsADefinitionError() throws Exception {
        properties.with("sharer.queue.\"from-file\".capacity", "${no.such.key}");

        assertThat(Deployments.failureOf(FromFile.class))
                .contains("SHARER-481: sharer.queue.\"from-file\".capacity cannot be read", "${no.such.key}");
    }
}
