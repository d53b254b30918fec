package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceScoped;
import io.sharer.ResourceTemplate;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Beans and products that live as long as the resource scope that is open in their caller's context. */
@SuppressWarnings("try") // a scope is there for its length
class ResourceScopedTest {
    /** What has begun and ended, in order. */
    @ApplicationScoped
    static class Events {
        private final List<String> events = new CopyOnWriteArrayList<>();

        void add(String event) {
            events.add(event);
        }

        List<String> all() {
            return events;
        }
    }

    @ResourceScoped
    static class First {
        private static final AtomicInteger NUMBERS = new AtomicInteger();

        @Inject
        Events events;

        private int number;

        @PostConstruct
        void begin() {
            number = NUMBERS.incrementAndGet();
            events.add("first begins");
        }

        int number() {
            return number;
        }

        @PreDestroy
        void end() {
            events.add("first ends");
        }
    }

    @ResourceScoped
    static class NeedsFirst {
        @Inject
        Events events;

        @Inject
        First first;

        @PostConstruct
        void begin() {
            int needed = first.number();
            events.add("second begins with " + (needed > 0));
        }

        void use() {}

        @PreDestroy
        void end() {
            int needed = first.number();
            events.add("second ends with " + (needed > 0));
        }
    }

    @ResourceScoped
    static class Fails {
        private static final AtomicInteger TRIES = new AtomicInteger();

        @PostConstruct
        void begin() {
            if (TRIES.incrementAndGet() == 1) {
                throw new UnsupportedOperationException("the first time");
            }
        }

        String use() {
            return "used";
        }
    }

    @ApplicationScoped
    static class Producer {
        @Inject
        Events events;

        @Produces
        @ResourceScoped
        Supplier<String> table() {
            events.add("table made");
            return () -> "row";
        }

        void drop(@Disposes Supplier<String> table) {
            events.add("table dropped with its " + table.get());
        }
    }

    @ApplicationScoped
    static class Worker {
        @Inject
        ResourceManager manager;

        @Inject
        Supplier<String> table;

        String row() {
            return table.get();
        }

        ResourceManager manager() {
            return manager;
        }
    }

    @RegisterExtension
    final Container container =
            Container.with(Events.class, First.class, NeedsFirst.class, Fails.class, Producer.class, Worker.class);

    private ResourceManager manager() {
        return container.get(ResourceManager.class);
    }

    private Events events() {
        return container.get(Events.class);
    }

    @Test
    void aScopeHasOneInstanceOfABeanAndTheNextAnother() {
        First first = container.get(First.class);
        int number;
        try (ResourceScope scope = manager().open()) {
            number = first.number();
            assertThat(first.number()).isEqualTo(number);
        }
        try (ResourceScope scope = manager().open()) {
            assertThat(first.number()).isNotEqualTo(number);
        }
        assertThat(events().all()).containsExactly("first begins", "first ends", "first begins", "first ends");
    }

    @Test
    void beansAreDestroyedInTheReverseOrderOfTheirCreation() {
        try (ResourceScope scope = manager().open()) {
            container.get(NeedsFirst.class).use();
        }
        assertThat(events().all())
                .containsExactly("first begins", "second begins with true", "second ends with true", "first ends");
    }

    @Test
    void beansProductsAndTemplatesEndInOneOrder() {
        Events events = events();
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "t", name -> events.add("template released"));
        try (ResourceScope scope = manager().open()) {
            assertThat(container.get(Worker.class).row()).isEqualTo("row");
            template.acquire();
            assertThat(container.get(First.class).number()).isPositive();
        }
        assertThat(events.all())
                .containsExactly(
                        "table made", "first begins", "first ends", "template released", "table dropped with its row");
    }

    @Test
    void nothingIsMadeUnlessItIsUsed() {
        try (ResourceScope scope = manager().open()) {
            assertThat(container.get(First.class)).isNotNull();
        }
        assertThat(events().all()).isEmpty();
    }

    @Test
    void theContextIsActiveExactlyWhileAScopeIsOpen() {
        First first = container.get(First.class);
        assertThatThrownBy(first::number).isInstanceOf(ContextNotActiveException.class);
        try (ResourceScope scope = manager().open()) {
            assertThat(first.number()).isPositive();
        }
        assertThatThrownBy(first::number).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void aBeanThatCannotBeMadeLeavesNothingAndIsTriedAgain() {
        Fails fails = container.get(Fails.class);
        Fails.TRIES.set(0);
        try (ResourceScope scope = manager().open()) {
            assertThatThrownBy(fails::use).hasStackTraceContaining("the first time");
            assertThat(fails.use()).isEqualTo("used");
        }
    }

    @Test
    void oneBeanCanBeDestroyedEarly() {
        BeanManager beanManager = container.se().getBeanManager();
        Bean<?> bean = beanManager.resolve(beanManager.getBeans(First.class));
        try (ResourceScope scope = manager().open()) {
            int number = container.get(First.class).number();
            ((AlterableContext) beanManager.getContext(ResourceScoped.class)).destroy(bean);
            assertThat(container.get(First.class).number()).isNotEqualTo(number);
        }
        assertThat(events().all()).containsExactly("first begins", "first ends", "first begins", "first ends");
    }

    @Test
    void theApplicationHasOneManager() {
        ResourceManager injected = container.get(Worker.class).manager();
        try (ResourceScope scope = injected.open()) {
            assertThat(manager().current()).contains(scope);
            assertThat(manager().active()).containsExactly(scope);
            assertThat(ResourceManager.create().current()).contains(scope);
        }
    }

    @Test
    void whatIsStillOpenEndsWithTheApplicationWhileBeansAreAlive() {
        Events events = events();
        List<String> seen = events.all();
        ResourceScope open = manager().open();
        assertThat(container.get(Worker.class).row()).isEqualTo("row");
        try (LogLines log = LogLines.of("io.sharer")) {
            container.close();
            assertThat(log.text()).contains("SHARER-311").contains(open.name());
        }
        assertThat(seen).containsExactly("table made", "table dropped with its row");
    }

    @Test
    void aScopeIsNamedAfterTheCodeThatOpensItAndNotAfterAProxy() {
        try (ResourceScope scope = container.get(ResourceManager.class).open()) {
            assertThat(scope.name()).startsWith(ResourceScopedTest.class.getName() + ".aScopeIsNamedAfter");
        }
    }
}
