package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a bean comes after all that is queued, as the last turn, and nothing comes after it. */
class EndTest {
    @RegisterExtension
    final Container container =
            Container.with(OnClass.class, OnMethod.class, OfApplication.class, Named.class, Neighbour.class);

    /** What happened, in its order. */
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    abstract static class Ending {
        @Inject
        SerialExecutor queue;

        private List<String> log = List.of();

        CompletableFuture<String> doLater(Gate gate, String what) {
            gate.run();
            log.add(what);
            return CompletableFuture.completedFuture(what);
        }

        String doNow(Gate gate, String what) {
            gate.run();
            log.add(what);
            return what;
        }

        @Unshared
        SerialExecutor queue(List<String> newLog) {
            log = newLog;
            return queue;
        }

        @PreDestroy
        void end() {
            log.add("end with " + queue.stats().running() + " running");
        }
    }

    @Shared
    @Dependent
    static class OnClass extends Ending {}

    @Shared
    @ApplicationScoped
    static class OfApplication extends Ending {}

    @Dependent
    static class OnMethod extends Ending {
        @Shared
        @Override
        CompletableFuture<String> doLater(Gate gate, String what) {
            return super.doLater(gate, what);
        }

        @Shared
        @Override
        String doNow(Gate gate, String what) {
            return super.doNow(gate, what);
        }
    }

    @Shared("ending")
    @Dependent
    static class Named extends Ending {}

    @ApplicationScoped
    static class Neighbour {
        @Inject
        @SharedQueue("ending")
        SerialExecutor queue;

        SerialExecutor queue() {
            return queue;
        }

        @Shared("ending")
        String work() {
            return "worked";
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OnClass.class, OnMethod.class, OfApplication.class, Named.class})
    void whatIsQueuedIsDoneBeforeIt(Class<? extends Ending> type) throws Exception {
        endsAfterWhatIsQueued(type);
    }

    private <T extends Ending> void endsAfterWhatIsQueued(Class<T> type) throws Exception {
        Instance<T> instances = container.select(type);
        T bean = instances.get();
        SerialExecutor queue = bean.queue(log);
        Gate gate = new Gate();
        CompletableFuture<String> first = bean.doLater(gate, "first");
        gate.awaitEntered();
        Gate open = new Gate();
        open.open();
        CompletableFuture<String> second = bean.doLater(open, "second");

        Caller<Boolean> end = Caller.of(() -> {
            instances.destroy(bean);
            return true;
        });
        Turns.awaitLength(queue, 2);
        assertThat(log).isEmpty();
        gate.open();
        end.result();

        assertThat(log).containsExactly("first", "second", "end with 1 running");
        assertThat(first.get(20, SECONDS)).isEqualTo("first");
        assertThat(second.get(20, SECONDS)).isEqualTo("second");
    }

    @Test
    void itWaitsForARunningCall() throws Exception {
        Instance<OnClass> instances = container.select(OnClass.class);
        OnClass bean = instances.get();
        SerialExecutor queue = bean.queue(log);
        Gate gate = new Gate();
        Caller<String> call = Caller.of(() -> bean.doNow(gate, "call"));
        gate.awaitEntered();

        Caller<Boolean> end = Caller.of(() -> {
            instances.destroy(bean);
            return true;
        });
        Turns.awaitLength(queue, 1);
        gate.open();
        end.result();

        assertThat(call.result()).isEqualTo("call");
        assertThat(log).containsExactly("call", "end with 1 running");
    }

    @ParameterizedTest
    @ValueSource(classes = {OnClass.class, OnMethod.class})
    void whatComesLaterIsRefused(Class<? extends Ending> type) {
        refusesWhatComesLater(type);
    }

    private <T extends Ending> void refusesWhatComesLater(Class<T> type) {
        Instance<T> instances = container.select(type);
        T bean = instances.get();
        bean.queue(log);
        instances.destroy(bean);

        assertThatThrownBy(() -> bean.doNow(new Gate(), "never"))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageStartingWith("SHARER-102");
        assertThatThrownBy(bean.doLater(new Gate(), "never")::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(log).containsExactly("end with 1 running");
    }

    @Test
    void aNamedQueueGoesOnForTheOtherBeans() {
        Instance<Named> instances = container.select(Named.class);
        Named bean = instances.get();
        bean.queue(log);

        instances.destroy(bean);

        assertThat(container.get(Neighbour.class).work()).isEqualTo("worked");
    }

    @Test
    void itIsATurnOfANamedQueueToo() throws Exception {
        Instance<Named> instances = container.select(Named.class);
        Named bean = instances.get();
        bean.queue(log);

        Turns.takesTurn(container.get(Neighbour.class).queue(), () -> {
            instances.destroy(bean);
            return true;
        });

        assertThat(log).containsExactly("end with 1 running");
    }
}
