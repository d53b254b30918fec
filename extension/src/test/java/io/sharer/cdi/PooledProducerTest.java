package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.PoolCreationException;
import io.sharer.PoolHooks;
import io.sharer.Pooled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What producers make for pools, how it is closed, and how pools and hooks are found. */
class PooledProducerTest {
    @RegisterExtension
    final Container container = Container.with(
            Log.class, Factory.class, Fields.class, Part.class, WordHooks.class, NumberHooks.class, User.class);

    @ApplicationScoped
    static class Log {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        void add(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    /** Belongs to each object that is made with it. */
    @Dependent
    static class Part {
        @Inject
        Log log;

        @PreDestroy
        void end() {
            log.add("part ends");
        }
    }

    interface Machine {
        void run();
    }

    interface Engine extends AutoCloseable {
        void run();

        @Override
        void close();
    }

    interface Wheel {
        void turn();

        void takeOff();
    }

    interface Button {
        int press();
    }

    @Qualifier @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.FIELD, ElementType.TYPE})
    @interface Second {}

    @Stereotype
    @CallScoped
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.FIELD})
    @interface PerCall {}

    @ApplicationScoped
    static class Factory {
        @Inject
        Log log;

        private int buttons;
        private boolean fails = true;

        @Produces
        @Pooled
        @CallScoped
        Machine machine(Part part) {
            log.add("machine made");
            return () -> log.add("machine runs");
        }

        void scrap(@Disposes Machine machine, Log target) {
            target.add("machine scrapped");
        }

        @Produces
        @Pooled
        @CallScoped
        Engine engine() {
            return new Engine() {
                @Override
                public void run() {
                    log.add("engine runs");
                }

                @Override
                public void close() {
                    log.add("engine closed");
                }
            };
        }

        @Produces
        @Pooled(close = "takeOff")
        @CallScoped
        Wheel wheel() {
            return new Wheel() {
                @Override
                public void turn() {
                    log.add("wheel turns");
                }

                @Override
                public void takeOff() {
                    log.add("wheel taken off");
                }
            };
        }

        void neverAsked(@Disposes Wheel wheel) {
            log.add("the disposer was called");
        }

        @Produces
        @Pooled
        @PerCall
        Supplier<String> word() {
            return () -> "word";
        }

        @Produces
        @Pooled
        @CallScoped
        Supplier<Integer> number() {
            return () -> 42;
        }

        @Produces
        @Second
        @Pooled
        @CallScoped
        Supplier<Integer> secondNumber() {
            return () -> 43;
        }

        @Produces
        @Pooled(maxSize = 1)
        @CallScoped
        Button button() {
            if (fails) {
                fails = false;
                throw new IllegalStateException("no button today");
            }
            int number = ++buttons;
            return () -> number;
        }
    }

    @Dependent
    static class Fields {
        private static int made;

        @Produces
        @Pooled(maxSize = 2)
        @CallScoped
        @Second
        Button fresh = freshButton();

        private static final Runnable ONLY = new Only();

        @Produces
        @Pooled(maxSize = 2)
        @RequestScoped
        Runnable only = ONLY;

        private static Button freshButton() {
            int number = ++made;
            return () -> number;
        }
    }

    static class Only implements Runnable {
        @Override
        public void run() {}
    }

    @ApplicationScoped
    static class WordHooks implements PoolHooks<Supplier<String>> {
        @Inject
        Log log;

        @Override
        public void opened(Supplier<String> object) {
            log.add("opened " + object.get());
        }

        @Override
        public void borrowed(Supplier<String> object) {
            log.add("borrowed " + object.get());
        }

        @Override
        public void returned(Supplier<String> object) {
            log.add("returned " + object.get());
        }

        @Override
        public void closed(Supplier<String> object) {
            log.add("closed " + object.get());
        }
    }

    @Second
    @Dependent
    static class NumberHooks implements PoolHooks<Supplier<Integer>> {
        @Inject
        Log log;

        @Override
        public void opened(Supplier<Integer> object) {
            log.add("opened " + object.get());
        }

        @PreDestroy
        void end() {
            log.add("hooks end");
        }
    }

    @Dependent
    static class User {
        @Inject
        Machine machine;

        @Inject
        Engine engine;

        @Inject
        Wheel wheel;

        @Inject
        Supplier<String> word;

        @Inject
        Supplier<Integer> number;

        @Inject
        @Second
        Supplier<Integer> secondNumber;

        @Inject
        Button button;

        @Inject
        @Second
        Button field;

        @Inject
        Pool<Supplier<Integer>> numbers;

        @Inject
        @Second
        Pool<Supplier<Integer>> secondNumbers;

        @Inject
        Pool<Machine> machines;

        @Inject
        Pool<Button> buttons;

        @Inject
        Pool<Runnable> only;

        @Inject
        Log log;
    }

    @Test
    void whatAProducerHasAsParametersLivesAsLongAsTheObject() {
        User user = container.get(User.class);

        user.machine.run();
        user.machine.run();
        user.machines.evictIdle();

        assertThat(user.log.lines())
                .containsExactly("machine made", "machine runs", "machine runs", "machine scrapped", "part ends");
    }

    @Test
    void withoutADisposerItIsClosedByItself() {
        User user = container.get(User.class);
        List<String> lines = user.log.lines();
        user.engine.run();

        container.close();

        assertThat(lines).containsExactly("engine runs", "engine closed");
    }

    @Test
    void theMethodThatIsNamedClosesInPlaceOfADisposer() {
        User user = container.get(User.class);
        List<String> lines = user.log.lines();
        user.wheel.turn();

        container.close();

        assertThat(lines).containsExactly("wheel turns", "wheel taken off");
    }

    @Test
    void poolsAreToldApartByTypeArgumentsAndQualifiers() {
        User user = container.get(User.class);

        assertThat(user.word.get()).isEqualTo("word");
        assertThat(user.number.get()).isEqualTo(42);
        assertThat(user.secondNumber.get()).isEqualTo(43);
        assertThat(user.secondNumber.get()).isEqualTo(43);

        assertThat(user.numbers.stats().borrows()).isEqualTo(1);
        assertThat(user.secondNumbers.stats().borrows()).isEqualTo(2);
        assertThat(user.numbers.stats().name()).endsWith("PooledProducerTest$Factory.number()");
    }

    @Test
    void hooksAreFoundByTypeAndCalledInOrder() {
        User user = container.get(User.class);
        List<String> lines = user.log.lines();

        assertThat(user.word.get()).isEqualTo("word");
        assertThat(user.number.get()).isEqualTo(42);
        container.close();

        assertThat(lines).containsExactly("opened word", "borrowed word", "returned word", "closed word");
    }

    @Test
    void hooksAreFoundByQualifiersAndLiveAsLongAsTheirPool() {
        User user = container.get(User.class);
        List<String> lines = user.log.lines();

        assertThat(user.secondNumber.get()).isEqualTo(43);
        assertThat(lines).containsExactly("opened 43");
        container.close();

        assertThat(lines).containsExactly("opened 43", "hooks end");
    }

    @Test
    void aFieldGivesObjectsToo() {
        Button button = container.get(User.class).field;

        assertThat(button.press()).isEqualTo(button.press()).isPositive();
    }

    @Test
    void whatIsInThePoolAlreadyIsNotTakenAgain() {
        Pool<Runnable> only = container.get(User.class).only;

        only.<String, RuntimeException>with(first -> {
            assertThatThrownBy(only::borrow)
                    .isInstanceOf(PoolCreationException.class)
                    .hasMessageContaining("SHARER-093");
            return "done";
        });

        assertThat(only.stats().live()).isEqualTo(1);
    }

    @Test
    void aProducerThatFailsFailsThatCallOnly() {
        User user = container.get(User.class);

        assertThatThrownBy(user.button::press)
                .isInstanceOf(PoolCreationException.class)
                .hasRootCauseMessage("no button today");

        assertThat(user.button.press()).isEqualTo(1);
        assertThat(user.buttons.stats().live()).isEqualTo(1);
    }
}
