package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.reflect.Field;
import java.util.Set;
import org.jboss.weld.lite.extension.translator.LiteExtensionTranslator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Weld keeps nothing of an application that has ended. */
@Tag(Container.NOT_IN_LITE)
class ForgottenApplicationTest {
    private static final String HOLDER = "org.jboss.weld.lite.extension.translator.BuildServicesImpl";

    @Shared
    @ApplicationScoped
    static class Desk {
        int stamp() {
            return 1;
        }
    }

    /** As any library may bring; Weld in Java SE does not count those that it leaves out, as servers do. */
    public static class Other implements BuildCompatibleExtension {}

    @BeforeEach
    void assumeThatItIsWeld() {
        assumeTrue(Container.isWeld());
    }

    @Test
    void itForgetsTheOneThatHasEnded() throws Exception {
        Container container = start();
        Object meanwhile = kept();
        container.close();

        assertThat(meanwhile).isNotNull();
        assertThat(kept()).isNull();
    }

    /** Whether Weld tells extensions of the end of such a one or not. */
    @Test
    void oneWhoseDeploymentFailedIsForgottenWithTheNext() throws Exception {
        assertThatThrownBy(() -> Container.with(Desk.class)
                        .extendedBy(translator())
                        .extendedBy(new FailingExtension())
                        .start())
                .isInstanceOf(Exception.class);

        start().close();

        assertThat(kept()).isNull();
    }

    /** Finds something wrong. */
    public static class FailingExtension implements Extension {
        void fail(@Observes AfterBeanDiscovery event) {
            event.addDefinitionError(new DefinitionException("wrong"));
        }
    }

    @Test
    void itIsLeftTheOneThatCameLater() throws Exception {
        Container first = start();
        Object ofTheFirst = kept();
        Container second = start();
        Object ofTheSecond = kept();
        first.close();
        Object afterTheFirst = kept();
        second.close();

        assertThat(ofTheSecond).isNotNull().isNotSameAs(ofTheFirst);
        assertThat(afterTheFirst).isSameAs(ofTheSecond);
        assertThat(kept()).isNull();
    }

    private static Container start() {
        return Container.with(Desk.class).extendedBy(translator()).start();
    }

    /** Not called what it is: other containers do not have that class, and look at all methods. */
    private static Extension translator() {
        return new LiteExtensionTranslator(
                Set.of(Other.class), Thread.currentThread().getContextClassLoader());
    }

    private static @Nullable Object kept() throws ReflectiveOperationException {
        Field field = Class.forName(HOLDER).getDeclaredField("ANN_FACTORY_IMPL_INSTANCE");
        field.setAccessible(true);
        return field.get(null);
    }
}
