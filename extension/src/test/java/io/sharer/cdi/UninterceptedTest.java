package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Shared;
import io.sharer.cdi.config.ConfigurationExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An instance without our interceptors takes no turns, which nobody would notice if it were not told. */
class UninterceptedTest {
    @RegisterExtension
    final Container container = Container.with(Whole.class, Partly.class);

    private final CreationScope creations = new CreationScope();
    private final AtomicInteger told = new AtomicInteger();

    @Shared
    @ApplicationScoped
    static class Whole {
        public String call() {
            return "whole";
        }
    }

    @ApplicationScoped
    static class Partly {
        @Shared
        public String call() {
            return "partly";
        }
    }

    @Test
    void thatIsToldOnceForTheBean() {
        InjectionTarget<Object> target = target(Object::new);

        produce(target);
        produce(target);

        assertThat(told).hasValue(1);
    }

    @Test
    void anInstanceWhoseInterceptorsHaveAskedForItsQueueIsNotTold() {
        InjectionTarget<Object> target =
                target(() -> Objects.requireNonNull(creations.current()).forInterceptor());

        produce(target);

        assertThat(told).hasValue(0);
    }

    @Test
    void noContainerMakesAnInstanceWithoutThem() throws Exception {
        try (LogLines lines = LogLines.of("io.sharer")) {
            assertThat(container.get(Whole.class).call()).isEqualTo("whole");
            assertThat(container.get(Partly.class).call()).isEqualTo("partly");

            assertThat(lines.text()).doesNotContain("SHARER-075");
        }
    }

    /** What a container would give us, making instances in its own way. */
    private InjectionTarget<Object> target(Supplier<Object> instances) {
        @SuppressWarnings("unchecked")
        InjectionTarget<Object> containers = (InjectionTarget<Object>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InjectionTarget.class},
                (proxy, method, arguments) -> instances.get());
        BeanManager beans = container.se().getBeanManager();
        QueueRegistry registry = new QueueRegistry(
                beans,
                new QueueSettings(new DefinitionProblems()),
                new ConfiguredQueues(ConfigurationExtension.of(beans)));
        return new QueueGivingInjectionTarget<>(
                containers, creations, () -> new BeanQueue(registry, null), registry.sessions(), told::incrementAndGet);
    }

    private void produce(InjectionTarget<Object> target) {
        target.produce(container.se().getBeanManager().createCreationalContext(null));
    }
}
