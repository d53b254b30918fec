package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Shared;
import io.sharer.config.Configuration;
import io.sharer.config.SystemSource;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An instance of a session bean has one queue, as long as somebody has the instance. */
class SessionQueuesTest {
    private static final ConfiguredQueues NOTHING_CONFIGURED =
            new ConfiguredQueues(new Configuration(SystemSource.ofProgram()));

    @RegisterExtension
    final Container container = Container.with(Desk.class);

    private QueueRegistry registry;
    private SessionQueues sessions;

    /** Equal to all others. */
    @Shared
    static class Basket {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Basket;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static class GeneratedBasket extends Basket {}

    @Shared
    static class Ordinary {}

    @BeforeEach
    void knowTheSessionBean() {
        registry = new QueueRegistry(
                container.se().getBeanManager(), new QueueSettings(new DefinitionProblems()), NOTHING_CONFIGURED);
        registry.classes().methodsOf(Basket.class);
        registry.classes().methodsOf(Ordinary.class);
        registry.classes().noteSessionBean(Basket.class);
        sessions = registry.sessions();
    }

    @Test
    void itIsFoundAgain() {
        Basket basket = new Basket();

        assertThat(sessions.find(basket)).isNotNull().isSameAs(sessions.find(basket));
    }

    @Test
    void equalInstancesHaveTheirOwn() {
        assertThat(sessions.find(new Basket())).isNotSameAs(sessions.find(new Basket()));
    }

    @Test
    void anInstanceOfAGeneratedSubclassHasOneOfTheBeansClass() {
        BeanQueue queue = Objects.requireNonNull(sessions.find(new GeneratedBasket()));

        assertThat(queue.beanClass()).isEqualTo(Basket.class);
    }

    @Test
    void whatHasBeenMadeWithTheInstanceIsKept() {
        Basket basket = new Basket();
        BeanQueue made = new BeanQueue(registry, registry.classes().methodsOf(Basket.class));

        assertThat(sessions.put(basket, made)).isSameAs(made);
        assertThat(sessions.find(basket)).isSameAs(made);
    }

    @Test
    void theInstancesInterceptorsMayHaveComeFirst() {
        Basket basket = new Basket();
        BeanQueue found = sessions.find(basket);

        assertThat(sessions.put(basket, new BeanQueue(registry, null))).isSameAs(found);
    }

    @Test
    void otherBeansHaveNoneHere() {
        Ordinary bean = new Ordinary();
        BeanQueue its = new BeanQueue(registry, registry.classes().methodsOf(Ordinary.class));

        assertThat(sessions.put(bean, its)).isSameAs(its);
        assertThat(sessions.find(bean)).isNull();
        assertThat(sessions.find(null)).isNull();
    }

    @Test
    void itIsForgottenWithTheInstance() {
        WeakReference<BeanQueue> forgotten = usedAndForgotten();

        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            // Whoever comes next clears away what the others have left.
            sessions.find(new Basket());
            return forgotten.get() == null;
        });
    }

    private WeakReference<BeanQueue> usedAndForgotten() {
        return new WeakReference<>(sessions.find(new Basket()));
    }
}
