package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.TurnRejectedException;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue with a capacity refuses what comes when so many wait. */
class CapacityTest {
    @RegisterExtension
    final Container container = Container.with(Lobby.class);

    private final Gate gate = new Gate();
    private Lobby lobby;
    private Caller<Boolean> holder;
    private Future<String> waiting;

    @Shared(capacity = 1)
    @ApplicationScoped
    static class Lobby {
        @Inject
        SerialExecutor queue;

        boolean hold(Gate gate) {
            gate.run();
            return true;
        }

        String enter() {
            return "entered";
        }

        CompletableFuture<String> enterLater() {
            return CompletableFuture.completedFuture("entered");
        }

        @Shared
        String enterByMethod() {
            return "entered";
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @BeforeEach
    void fill() {
        lobby = container.get(Lobby.class);
        holder = Caller.of(() -> lobby.hold(gate));
        gate.awaitEntered();
        waiting = lobby.enterLater();
    }

    @AfterEach
    void whoHadAPlaceHasItsTurn() throws Exception {
        gate.open();
        assertThat(holder.result()).isTrue();
        assertThat(waiting.get(20, SECONDS)).isEqualTo("entered");
        assertThat(lobby.enter()).isEqualTo("entered");
    }

    @Test
    void aSynchronousCallIsRefusedAtOnce() {
        assertThatThrownBy(lobby::enter)
                .isInstanceOf(TurnRejectedException.class)
                .hasMessageStartingWith("SHARER-101")
                .hasMessageContaining("Lobby.hold(Gate) on the thread 'caller'");
    }

    @Test
    void anAsynchronousCallFailsItsFuture() {
        CompletableFuture<String> future = lobby.enterLater();

        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::get).hasCauseInstanceOf(TurnRejectedException.class);
    }

    @Test
    void aMethodsAnnotationWithoutACapacityKeepsThatOfTheClass() {
        assertThatThrownBy(lobby::enterByMethod).isInstanceOf(TurnRejectedException.class);
    }

    @Test
    void theInjectedQueueHasIt() {
        assertThatThrownBy(() -> lobby.queue().execute(() -> {})).isInstanceOf(TurnRejectedException.class);
    }

    @Test
    void whatIsRefusedIsCounted() {
        assertThatThrownBy(lobby::enter).isInstanceOf(TurnRejectedException.class);

        assertThat(lobby.queue().stats().rejected()).isEqualTo(1);
    }
}
