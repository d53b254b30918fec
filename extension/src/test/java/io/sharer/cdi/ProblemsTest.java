package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.DefinitionException;
import org.junit.jupiter.api.Test;

/** What is wrong with an application is told all together, each problem once. */
class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void nothingWrongIsNoException() {
        assertThat(problems.asException()).isEmpty();
    }

    @Test
    void problemsAreToldInTheOrderOfCodesAndPlacesEachOnce() {
        problems.add("SHARER-047: @Shared on b");
        problems.add("SHARER-047: @Shared on a");
        problems.add("SHARER-012: @Shared on c");
        problems.add("SHARER-047: @Shared on b");

        assertThat(problems.asException())
                .get()
                .extracting(DefinitionException::getMessage)
                .isEqualTo(String.join(
                        System.lineSeparator(),
                        "Sharer found 3 definition errors:",
                        "SHARER-012: @Shared on c",
                        "SHARER-047: @Shared on a",
                        "SHARER-047: @Shared on b"));
    }
}
