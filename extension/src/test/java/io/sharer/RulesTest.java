package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule in {@code docs/rules.md} has a test. */
class RulesTest {
    @Test
    void everyRuleHasATest() throws Exception {
        NamedTests rules = NamedTests.of("rules.md");

        assertThat(rules.rows()).allMatch(NamedTests::namesATest);
        assertThat(rules.rows().stream().map(NamedTests::firstWord))
                .containsExactlyElementsOf(Stream.of(
                                rules("S", 1, 17),
                                rules("P", 1, 16),
                                rules("Q", 1, 12),
                                rules("X", 1, 25),
                                rules("X", 27, 30))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> rules(String family, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> family + number)
                .toList();
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        assertThat(NamedTests.of("rules.md").missing()).isEmpty();
    }
}
