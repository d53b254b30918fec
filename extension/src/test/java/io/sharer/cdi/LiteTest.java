package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import io.sharer.cdi.lite.LiteExtension;
import io.sharer.cdi.lite.LiteTurns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What turns on CDI Lite have of their own; all else the tests of turns tell, which run on both. */
class LiteTest {
    @ApplicationScoped
    static class Luck {
        private boolean tried;

        void needed() {
            if (!tried) {
                tried = true;
                throw new UnsupportedOperationException("the first time");
            }
        }
    }

    @Shared
    @Dependent
    static class Fragile {
        @Inject
        SerialExecutor queue;

        @Inject
        void begin(Luck luck) {
            luck.needed();
        }

        String work() {
            return "worked";
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @RegisterExtension
    final Container container = Container.with(Luck.class, Fragile.class);

    @Test
    void aContainerWithThePortableExtensionLeavesTheOtherOut() {
        assertThat(container.select(LiteTurns.class).isResolvable()).isEqualTo(Container.isLite());
    }

    @Test
    void theTestedExtensionIsThatOfTheJar() {
        assertThat(phasesOf(UnskippedExtension.class))
                .isEqualTo(phasesOf(LiteExtension.class))
                .hasSize(6);
    }

    private static Set<String> phasesOf(Class<?> extension) {
        return Arrays.stream(extension.getDeclaredMethods())
                .filter(method -> method.getAnnotations().length > 0)
                .map(LiteTest::describe)
                .collect(Collectors.toSet());
    }

    private static String describe(Method method) {
        return Arrays.toString(method.getAnnotations())
                + method.getName()
                + Arrays.toString(method.getParameterTypes());
    }

    @Test
    void aCreationThatFailsLeavesNothingToALaterOne() throws Exception {
        assertThatThrownBy(() -> container.get(Fragile.class)).hasMessageContaining("the first time");
        Fragile one = container.get(Fragile.class);
        Fragile another = container.get(Fragile.class);

        assertThat(Turns.takesTurn(one.queue(), one::work)).isEqualTo("worked");
        assertThat(Turns.takesTurn(another.queue(), another::work)).isEqualTo("worked");
        assertThat(Turns.takesNoTurn(one.queue(), another::work)).isEqualTo("worked");
    }
}
