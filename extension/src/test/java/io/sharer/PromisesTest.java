package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each promise in {@code docs/promises.md} is spelled out, and has a test for each of its parts. */
class PromisesTest {
    private static boolean isPromise(String row) {
        return Character.isDigit(row.charAt(2));
    }

    @Test
    void everyPromiseHasTests() throws Exception {
        List<String> rows = NamedTests.of("promises.md").rows();

        assertThat(rows.stream().filter(PromisesTest::isPromise).map(NamedTests::firstWord))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
        for (int i = 0; i < rows.size(); i++) {
            boolean spelledOut = i + 1 < rows.size() && !isPromise(rows.get(i + 1));
            assertThat(rows.get(i)).matches(row -> isPromise(row) ? spelledOut : NamedTests.namesATest(row));
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        assertThat(NamedTests.of("promises.md").missing()).isEmpty();
    }
}
