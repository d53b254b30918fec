package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule in {@code docs/rules.md} has a test. */
class RulesTest {
    /** Those of pools that there can be here. */
    private static final List<Integer> POOLS =
            List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 24, 25, 27, 28, 29, 30);

    @Test
    void everyRuleHasATest() throws Exception {
        NamedTests rules = NamedTests.of("rules.md");

        assertThat(rules.rows()).allMatch(NamedTests::namesATest);
        assertThat(rules.rows().stream().map(NamedTests::firstWord))
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, 17).mapToObj(number -> "S" + number),
                                POOLS.stream().map(number -> "X" + number))
                        .toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        assertThat(NamedTests.of("rules.md").missing()).isEmpty();
    }
}
