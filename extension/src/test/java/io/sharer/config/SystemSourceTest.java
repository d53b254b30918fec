package io.sharer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System properties go before environment variables, whose names are mapped as MicroProfile Config maps them. */
class SystemSourceTest {
    private static final String KEY = "sharer.queue.\"com.acme.Till\".drain-timeout";

    private static SystemSource source(Map<String, String> properties, Map<String, String> environment) {
        Properties written = new Properties();
        written.putAll(properties);
        return new SystemSource(written, environment);
    }

    private static Source.Entry found(SystemSource source) {
        return Objects.requireNonNull(source.find(KEY), "nothing was found");
    }

    @Test
    void aSystemPropertyGoesBeforeAVariable() {
        Source.Entry found = found(source(Map.of(KEY, "PT1S"), Map.of(KEY, "PT2S")));

        assertThat(found.value()).isEqualTo("PT1S");
        assertThat(found.origin()).isEqualTo("the system properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sharer.queue.\"com.acme.Till\".drain-timeout",
                "sharer_queue__com_acme_Till__drain_timeout",
                "SHARER_QUEUE__COM_ACME_TILL__DRAIN_TIMEOUT"
            })
    void aVariableIsFoundByItsMappedName(String variable) {
        Source.Entry found = found(source(Map.of(), Map.of(variable, "PT2S")));

        assertThat(found.value()).isEqualTo("PT2S");
        assertThat(found.origin()).isEqualTo("the environment variable " + variable);
    }

    @Test
    void theExactNameGoesBeforeTheMappedOnesAndThatAsItIsBeforeUpperCase() {
        String underscored = "sharer_queue__com_acme_Till__drain_timeout";
        String upper = "SHARER_QUEUE__COM_ACME_TILL__DRAIN_TIMEOUT";

        assertThat(source(Map.of(), Map.of(KEY, "1", underscored, "2", upper, "3"))
                        .find(KEY))
                .extracting(Source.Entry::value)
                .isEqualTo("1");
        assertThat(source(Map.of(), Map.of(underscored, "2", upper, "3")).find(KEY))
                .extracting(Source.Entry::value)
                .isEqualTo("2");
    }

    @Test
    void anEmptyTextIsNoneAndHidesWhatIsBehindIt() {
        assertThat(source(Map.of(KEY, ""), Map.of(KEY, "PT2S")).find(KEY)).isNull();
        assertThat(source(Map.of(), Map.of(KEY, "")).find(KEY)).isNull();
    }

    @Test
    void theNamesAreThoseOfBoth() {
        assertThat(source(Map.of("a", "1"), Map.of("B", "2")).names()).containsExactlyInAnyOrder("a", "B");
    }

    @Test
    void thatOfTheProgramReadsItsProperties() {
        System.setProperty("configuration.test", "here");
        try {
            assertThat(SystemSource.ofProgram().find("configuration.test"))
                    .extracting(Source.Entry::value)
                    .isEqualTo("here");
            assertThat(SystemSource.ofProgram().names()).contains("configuration.test");
        } finally {
            System.clearProperty("configuration.test");
        }
    }
}
