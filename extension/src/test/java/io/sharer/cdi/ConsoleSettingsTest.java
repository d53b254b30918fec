package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.spi.ConsoleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is configured of the console reaches whoever shows one, and wrong values reach nobody. */
@Tag(Container.NOT_IN_LITE)
class ConsoleSettingsTest {
    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @ApplicationScoped
    static class Anything {}

    @Nested
    class WithNothingConfigured {
        @RegisterExtension
        final Container container = Container.with(Anything.class);

        @Test
        void nobodySeesItAndNobodyActs() {
            ConsoleSettings settings = container.get(ConsoleSettings.class);

            assertThat(settings.loopback()).isFalse();
            assertThat(settings.role()).isEmpty();
            assertThat(settings.actionRole()).isEmpty();
        }
    }

    @Nested
    class WithRoles {
        @RegisterExtension
        @SuppressWarnings("UnusedVariable") // it is there before the container
        final SystemProperties roles = new SystemProperties()
                .with("sharer.console.loopback", "True")
                .and("sharer.console.role", " operators of the till ")
                .and("sharer.console.action-role", "none");

        @RegisterExtension
        final Container container = Container.with(Anything.class);

        @Test
        void theyAreAsConfigured() {
            ConsoleSettings settings = container.get(ConsoleSettings.class);

            assertThat(settings.loopback()).isTrue();
            assertThat(settings.role()).contains("operators of the till");
            assertThat(settings.actionRole()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"loopback,maybe,true or false", "role,*,without any *", "action-role,**,without any *"})
    void aWrongValueIsADefinitionError(String leaf, String value, String allowed) throws Exception {
        properties.with("sharer.console." + leaf, value);

        assertThat(Deployments.failureOf(Anything.class))
                .contains("SHARER-480: sharer.console." + leaf + " is \"" + value + "\"", allowed);
    }

    @Test
    void aKeyThatThereIsNotIsWarnedAbout() throws Exception {
        properties.with("sharer.console.roles", "operators");

        assertThat(Deployments.warningsOf(Anything.class))
                .contains("SHARER-482: sharer.console.roles", "sharer.console.role");
    }
}
