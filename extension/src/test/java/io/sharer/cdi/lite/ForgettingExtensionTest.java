package io.sharer.cdi.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a container has where this Weld has its field, no application fails by it. */
class ForgettingExtensionTest {
    private static final AfterBeanDiscovery BEGIN = nothing(AfterBeanDiscovery.class);
    private static final BeforeShutdown END = nothing(BeforeShutdown.class);
    private static final BeanManager BEANS = nothing(BeanManager.class);

    /** As Weld has it. */
    static final class Holder {
        static @Nullable Object ANN_FACTORY_IMPL_INSTANCE;
    }

    static final class HolderOfOne {
        @Nullable Object ANN_FACTORY_IMPL_INSTANCE;
    }

    static final class HolderForGood {
        static final Object ANN_FACTORY_IMPL_INSTANCE = new Object();
    }

    static final class HolderOfNumber {
        static int ANN_FACTORY_IMPL_INSTANCE = 1;
    }

    static final class HolderOfNothing {}

    @AfterEach
    void clear() {
        Holder.ANN_FACTORY_IMPL_INSTANCE = null;
    }

    @Test
    void whatStoodThereAtTheBeginningIsTakenOutAtTheEnd() {
        ForgettingExtension extension = new ForgettingExtension(Holder.class.getName());
        Holder.ANN_FACTORY_IMPL_INSTANCE = new Object();

        extension.look(BEGIN, BEANS);
        extension.forget(END, BEANS);

        assertThat(Holder.ANN_FACTORY_IMPL_INSTANCE).isNull();
    }

    @Test
    void whatCameLaterStays() {
        ForgettingExtension extension = new ForgettingExtension(Holder.class.getName());
        Holder.ANN_FACTORY_IMPL_INSTANCE = new Object();
        extension.look(BEGIN, BEANS);
        Object later = new Object();
        Holder.ANN_FACTORY_IMPL_INSTANCE = later;

        extension.forget(END, BEANS);

        assertThat(Holder.ANN_FACTORY_IMPL_INSTANCE).isSameAs(later);
    }

    @ParameterizedTest
    @ValueSource(classes = {HolderOfOne.class, HolderForGood.class, HolderOfNumber.class, HolderOfNothing.class})
    void aFieldOfAnotherKindIsLeftAlone(Class<?> holder) {
        harmsNothing(holder.getName());

        assertThat(HolderForGood.ANN_FACTORY_IMPL_INSTANCE).isNotNull();
        assertThat(HolderOfNumber.ANN_FACTORY_IMPL_INSTANCE).isEqualTo(1);
    }

    @Test
    void aContainerWithoutTheFieldIsLeftAlone() {
        harmsNothing("no.such.Holder");
    }

    private static void harmsNothing(String holder) {
        ForgettingExtension extension = new ForgettingExtension(holder);

        assertThatCode(() -> {
                    extension.look(BEGIN, BEANS);
                    extension.forget(END, BEANS);
                })
                .doesNotThrowAnyException();
    }

    /** Of which no more than the class is looked at. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                ForgettingExtensionTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
