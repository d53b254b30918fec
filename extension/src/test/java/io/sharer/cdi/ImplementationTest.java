package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.enterprise.inject.spi.CDI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests of this package run on several CDI implementations; here each run proves that it has its own. */
class ImplementationTest {
    @RegisterExtension
    final Container container = Container.with(ImplementationTest.class);

    @Test
    void theContainerIsTheOneThatTheBuildAskedFor() throws Exception {
        assertThat(jarOf(container.se().getClass())).isEqualTo(expected("test.implementation"));
    }

    @Test
    void theCdiApiIsTheOneThatTheBuildAskedFor() throws Exception {
        assertThat(jarOf(CDI.class)).isEqualTo(expected("test.api"));
    }

    @Test
    void theExtensionIsThereOnce() {
        assertThat(container.select(SharerExtension.class)).hasSize(1);
    }

    @Test
    void noBeanIsThereButThoseOfTheTest() {
        assertThat(container.select(Desk.class).isUnsatisfied()).isTrue();
    }

    private static String expected(String property) {
        String jar = System.getProperty(property, "");
        assumeTrue(!jar.isEmpty(), "the build sets the property " + property + "; an IDE does not");
        return jar;
    }

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
