package io.sharer.cdi.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a container has where this Weld has its field, no application fails by it, and none touches another's. */
class ForgettingExtensionTest {
    private static final BeforeShutdown END = new BeforeShutdown() {};

    /** As Weld has it. */
    static final class Holder {
        static @Nullable Factory ANN_FACTORY_IMPL_INSTANCE;
    }

    record Factory(BeanManager bm) {}

    static final class HolderOfOne {
        @Nullable Factory ANN_FACTORY_IMPL_INSTANCE;
    }

    static final class HolderForGood {
        static final Factory ANN_FACTORY_IMPL_INSTANCE = new Factory(beansOf(new ForgettingExtension()));
    }

    static final class HolderOfNumber {
        static int ANN_FACTORY_IMPL_INSTANCE = 1;
    }

    static final class HolderOfStrangers {
        static Object ANN_FACTORY_IMPL_INSTANCE = "no factory";
    }

    static final class HolderOfNothing {}

    @AfterEach
    void clear() {
        Holder.ANN_FACTORY_IMPL_INSTANCE = null;
    }

    @Test
    void whatIsOfTheApplicationIsTakenOut() {
        ForgettingExtension extension = new ForgettingExtension(Holder.class.getName());
        BeanManager beans = beansOf(extension);
        Holder.ANN_FACTORY_IMPL_INSTANCE = new Factory(beans);

        extension.forget(END, beans);

        assertThat(Holder.ANN_FACTORY_IMPL_INSTANCE).isNull();
    }

    /** As when two start at once: whichever begins last stands there, also when the first looks. */
    @Test
    void whatIsOfAnotherApplicationStays() {
        ForgettingExtension extension = new ForgettingExtension(Holder.class.getName());
        Factory ofAnother = new Factory(beansOf(new ForgettingExtension(Holder.class.getName())));
        Holder.ANN_FACTORY_IMPL_INSTANCE = ofAnother;

        extension.forget(END, beansOf(extension));

        assertThat(Holder.ANN_FACTORY_IMPL_INSTANCE).isSameAs(ofAnother);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                HolderOfOne.class,
                HolderForGood.class,
                HolderOfNumber.class,
                HolderOfStrangers.class,
                HolderOfNothing.class
            })
    void aFieldOfAnotherKindIsLeftAlone(Class<?> holder) {
        ForgettingExtension extension = new ForgettingExtension(holder.getName());

        assertThatCode(() -> extension.forget(END, beansOf(extension))).doesNotThrowAnyException();
        assertThat(HolderForGood.ANN_FACTORY_IMPL_INSTANCE).isNotNull();
        assertThat(HolderOfStrangers.ANN_FACTORY_IMPL_INSTANCE).isEqualTo("no factory");
    }

    @Test
    void aContainerWithoutTheFieldIsLeftAlone() {
        ForgettingExtension extension = new ForgettingExtension("no.such.Holder");

        assertThatCode(() -> extension.forget(END, beansOf(extension))).doesNotThrowAnyException();
    }

    /** A bean manager that knows one extension and nothing else. */
    private static BeanManager beansOf(ForgettingExtension extension) {
        return (BeanManager) Proxy.newProxyInstance(
                ForgettingExtensionTest.class.getClassLoader(),
                new Class<?>[] {BeanManager.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getExtension" -> extension;
                    case "toString" -> "the beans of " + extension;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
