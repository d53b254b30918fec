package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule in {@code docs/rules.md} has a test. */
class RulesTest {
    @Test
    void everyRuleHasATest() throws Exception {
        NamedTests rules = NamedTests.of("rules.md");

        assertThat(rules.rows()).allMatch(NamedTests::namesATest);
        assertThat(rules.rows().stream().map(NamedTests::firstWord))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 17)
                        .mapToObj(number -> "S" + number)
                        .toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        assertThat(NamedTests.of("rules.md").missing()).isEmpty();
    }
}
