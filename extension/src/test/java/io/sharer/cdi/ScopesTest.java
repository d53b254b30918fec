package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bean takes turns in every scope; passivating ones have a test of their own. */
class ScopesTest {
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final Container container =
            Container.with(OfApplication.class, OneAndOnly.class, OfOwner.class, OfRequest.class, NamedOfRequest.class);

    abstract static class Clerk {
        @Inject
        SerialExecutor queue;

        public String work(String what) {
            LOG.add(what);
            return what;
        }

        public CompletableFuture<String> workLater(Gate gate, String what) {
            gate.run();
            LOG.add(what);
            return CompletableFuture.completedFuture(what);
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }

        @PreDestroy
        void leave() {
            LOG.add("end with " + queue.stats().running() + " running");
        }
    }

    @Shared
    @ApplicationScoped
    static class OfApplication extends Clerk {}

    @Shared
    @Singleton
    static class OneAndOnly extends Clerk {}

    @Shared
    @Dependent
    static class OfOwner extends Clerk {}

    @Shared
    @RequestScoped
    static class OfRequest extends Clerk {}

    @Shared("requests")
    @RequestScoped
    static class NamedOfRequest extends Clerk {}

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @ParameterizedTest
    @ValueSource(classes = {OfApplication.class, OneAndOnly.class, OfOwner.class})
    void itsMethodsTakeTurns(Class<? extends Clerk> type) throws Exception {
        Clerk clerk = container.get(type);

        assertThat(Turns.takesTurn(clerk.queue(), () -> clerk.work("now"))).isEqualTo("now");
        Turns.Held held = Turns.hold(clerk.queue());
        CompletableFuture<String> later = clerk.workLater(Gate.opened(), "later");
        assertThat(later).isNotDone();
        held.release();
        assertThat(later.get(20, SECONDS)).isEqualTo("later");
    }

    @ParameterizedTest
    @ValueSource(classes = {OfRequest.class, NamedOfRequest.class})
    void thoseOfARequestsBeanDoSoWithinTheRequest(Class<? extends Clerk> type) throws Exception {
        RequestContextController request = container.get(RequestContextController.class);
        request.activate();
        try {
            Clerk clerk = container.get(type);
            SerialExecutor queue = clerk.queue();
            Turns.Held held = Turns.hold(queue);
            CompletableFuture<String> later = clerk.workLater(Gate.opened(), "later");
            assertThat(later).isNotDone();
            held.release();
            assertThat(later.get(20, SECONDS)).isEqualTo("later");
            assertThat(clerk.work("now")).isEqualTo("now");
            assertThat(queue.stats().turns()).isEqualTo(3);
        } finally {
            request.deactivate();
        }
        assertThat(LOG).containsExactly("later", "now", "end with 1 running");
    }

    @Test
    void aRequestsEndWaitsForTheRunningBodyOnly() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<CompletableFuture<String>> running = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<String>> queued = new CompletableFuture<>();
        Caller<Boolean> end = Caller.of(() -> {
            RequestContextController request = container.get(RequestContextController.class);
            request.activate();
            Clerk clerk = container.get(OfRequest.class);
            running.complete(clerk.workLater(gate, "running"));
            gate.awaitEntered();
            queued.complete(clerk.workLater(gate, "queued"));
            request.deactivate();
            return true;
        });

        assertThatThrownBy(() -> queued.get(20, SECONDS).get(20, SECONDS))
                .as("fails while the other body is running")
                .hasCauseInstanceOf(QueueClosedException.class);
        assertThat(end.isDone()).isFalse();
        gate.open();
        end.result();

        assertThat(running.get(20, SECONDS).get(20, SECONDS)).isEqualTo("running");
        assertThat(LOG).containsExactly("running", "end with 1 running");
    }

    @Test
    void aRequestsEndIsATurnInItsNamedQueue() throws Exception {
        Gate gate = new Gate();
        Caller<Boolean> end = Caller.of(() -> {
            RequestContextController request = container.get(RequestContextController.class);
            request.activate();
            Clerk clerk = container.get(NamedOfRequest.class);
            CompletableFuture<String> running = clerk.workLater(gate, "running");
            gate.awaitEntered();
            CompletableFuture<String> queued = clerk.workLater(gate, "queued");
            request.deactivate();
            return running.isDone() && queued.isDone();
        });
        gate.awaitEntered();
        gate.open();
        end.result();

        assertThat(LOG).containsExactly("running", "queued", "end with 1 running");
    }
}
