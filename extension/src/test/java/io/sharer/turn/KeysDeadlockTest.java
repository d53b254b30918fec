package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Circles of waits over keys are found as any others, and their keys are named. */
class KeysDeadlockTest {
    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("orders").build();

    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private void twoKeysInBothOrders() throws Exception {
        Callers.Call<String> first = callers.start(() -> keyed.call("a", () -> {
            gate.call();
            return keyed.call("b", () -> "both");
        }));
        gate.awaitReached();
        assertThatThrownBy(() -> keyed.call("b", () -> {
                    gate.open();
                    Callers.awaitParked(queue, 1);
                    return keyed.call("a", () -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageStartingWith("SHARER-122: deadlock")
                .hasMessageContainingAll(
                        "waits for a turn in the queue 'orders[a]'",
                        "which has the turn of the queue 'orders[a]'",
                        "the thread 'caller-1'",
                        "waits for a turn in the queue 'orders[b]'",
                        "which has the turn of the queue 'orders[b]'");

        assertThat(first.get()).isEqualTo("both");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aCircleOverTwoKeysIsFoundAndNamesThem() throws Exception {
        twoKeysInBothOrders();
    }

    @Test
    void aCircleOverTwoKeysIsFoundBesideCallsWithoutOne() throws Exception {
        queue.call(() -> "there are calls without a key");
        twoKeysInBothOrders();
    }

    @Test
    void aBodyThatWaitsForOneOfItsKeyBehindItselfFails() {
        assertThatThrownBy(() ->
                        keyed.call("a", () -> keyed.submit("a", () -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aBodyThatWaitsForOneOfAnotherKeyGoesOn() throws Exception {
        Object other = keyed.call("a", () -> keyed.submit("b", () -> "beside").join());

        assertThat(other).isEqualTo("beside");
    }

    @Test
    void aTurnOfAKeyThatWaitsForABodyWithoutOneFails() {
        assertThatThrownBy(
                        () -> keyed.call("a", () -> queue.submit(() -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("which has the turn of the queue 'orders[a]'");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aTurnWithoutAKeyThatWaitsForABodyWithOneFails() {
        assertThatThrownBy(
                        () -> queue.call(() -> keyed.submit("a", () -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("'orders[a]'");
    }

    @Test
    void aStageThatWaitsForABodyOfItsKeyFails() {
        CompletableFuture<Object> outer = keyed.stage("a", () -> keyed.submit("a", () -> "behind"));

        assertThatThrownBy(outer::join).hasCauseInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aCircleOverAKeyAnotherQueueAndACallWithoutAKeyIsFound() throws Exception {
        SerialQueue till = (SerialQueue) SerialExecutor.builder("till").build();
        // With "a", it waits for the till; its holder waits for "b", which waits for a call without a key, for "a".
        Callers.Call<String> first = callers.start(() -> keyed.call("a", () -> {
            gate.call();
            Callers.awaitLength(till, 0);
            return till.call(() -> "both");
        }));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        assertThatThrownBy(() -> till.call(() -> {
                    gate.open();
                    Callers.awaitParked(till, 1);
                    return keyed.call("b", () -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContainingAll("'orders[b]'", "'orders[a]'", "'till'");

        assertThat(first.get()).isEqualTo("both");
        assertThat(all.join()).isEqualTo("all");
        till.close();
    }

    @Test
    void aBodyOfAKeyThatHasNoThreadIsRunByWhoWaitsForIt() throws Exception {
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        try (SerialQueue narrow = (SerialQueue)
                SerialExecutor.builder("narrow").executor(oneThread).build()) {
            Keyed keyed = Keyed.of(narrow);

            assertThat(keyed.submit("a", () -> keyed.submit("b", () -> "helped").join())
                            .join())
                    .isEqualTo("helped");
            assertThat(keyed.submit("a", () -> {
                                CompletableFuture<Object> b = keyed.submit("b", () -> "first");
                                return keyed.call("b", () -> "then") + b.join();
                            })
                            .join())
                    .isEqualTo("thenfirst");
        } finally {
            oneThread.shutdown();
        }
    }
}
