package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue that a shared bean has injected is the one in which its methods take turns. */
class InjectedQueueTest {
    @RegisterExtension
    final Container container = Container.with(Counter.class, OnMethodOnly.class);

    @Shared
    @Dependent
    static class Counter {
        private final SerialExecutor byConstructor;
        private SerialExecutor byInitializer;

        @Inject
        SerialExecutor byField;

        @Inject
        Counter(SerialExecutor byConstructor) {
            this.byConstructor = byConstructor;
            this.byInitializer = byConstructor;
        }

        @Inject
        void setQueue(SerialExecutor queue) {
            byInitializer = queue;
        }

        String count() {
            return "counted";
        }

        Future<?> submitFromInside(Runnable body) {
            return byField.submit(body);
        }

        @Unshared
        List<SerialExecutor> queues() {
            return List.of(byConstructor, byField, byInitializer);
        }
    }

    @ApplicationScoped
    static class OnMethodOnly {
        @Inject
        SerialExecutor queue;

        @Shared
        String work() {
            return "worked";
        }

        SerialExecutor queue() {
            return queue;
        }
    }

    @Test
    void byConstructorFieldAndInitializerItIsTheBeansOwn() throws Exception {
        Counter counter = container.get(Counter.class);

        for (SerialExecutor queue : counter.queues()) {
            assertThat(Turns.takesTurn(queue, counter::count)).isEqualTo("counted");
        }
    }

    @Test
    void aBeanWithAnAnnotatedMethodOnlyHasOneToo() throws Exception {
        OnMethodOnly bean = container.get(OnMethodOnly.class);

        assertThat(Turns.takesTurn(bean.queue(), bean::work)).isEqualTo("worked");
    }

    @Test
    void itIsNamedAfterTheBean() {
        assertThat(container.get(OnMethodOnly.class).queue().name()).isEqualTo(OnMethodOnly.class.getName());
    }

    @Test
    void whatIsSubmittedRunsInATurnOfTheBeans() throws Exception {
        Counter counter = container.get(Counter.class);
        SerialExecutor queue = counter.queues().get(0);
        Gate gate = new Gate();

        Future<?> submitted = queue.submit((Runnable) gate);
        gate.awaitEntered();
        Caller<String> caller = Caller.of(counter::count);
        Turns.awaitLength(queue, 1);
        assertThat(caller.isDone()).isFalse();
        gate.open();

        assertThat(caller.result()).isEqualTo("counted");
        assertThat(submitted.get(20, SECONDS)).isNull();
    }

    @Test
    void itsLifeIsTheContainersBusiness() {
        SerialExecutor queue = container.get(OnMethodOnly.class).queue();

        assertThat(Stream.<ThrowingCallable>of(
                        queue::close,
                        queue::shutdown,
                        queue::shutdownNow,
                        queue::isShutdown,
                        queue::isTerminated,
                        () -> queue.awaitTermination(1, TimeUnit.SECONDS)))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("SHARER-025")
                        .hasMessageContaining(queue.name()));
    }

    @Test
    void outsideTheCreationOfASharedBeanThereIsNone() {
        assertThat(catchThrowable(() -> container.get(SerialExecutor.class)))
                .isNotNull()
                .extracting(failure -> failure.getCause() == null ? failure : failure.getCause())
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("SHARER-024"));
    }
}
