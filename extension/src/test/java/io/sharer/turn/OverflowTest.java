package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Overflow;
import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of one more when the queue is full: it waits for a place, or the oldest makes room. */
class OverflowTest {
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    private static SerialExecutor.Builder small(Overflow overflow) {
        return SerialExecutor.builder("small").capacity(1).overflow(overflow);
    }

    private static boolean isWaiting(Callers.Call<?> call) {
        Thread.State state = call.thread().getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    @Test
    void aSubmitterWaitsForAPlace() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        callers.hold(queue, gate);
        queue.execute(() -> order.add("first"));
        Callers.Call<CompletableFuture<Boolean>> submitter =
                callers.start(() -> queue.submit(() -> order.add("second")));
        await().until(() -> isWaiting(submitter));
        assertThat(queue.stats().length()).isEqualTo(1);
        gate.open();
        submitter.get().join();

        assertThat(order).containsExactly("first", "second");
        queue.close();
    }

    @Test
    void placesAreGivenInTheOrderOfTheAsking() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        callers.hold(queue, gate);
        queue.execute(() -> order.add("0"));
        List<Callers.Call<CompletableFuture<Boolean>>> submitters = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String name = "" + i;
            Callers.Call<CompletableFuture<Boolean>> submitter =
                    callers.start(() -> queue.submit(() -> order.add(name)));
            await().until(() -> isWaiting(submitter));
            submitters.add(submitter);
        }
        gate.open();
        for (Callers.Call<CompletableFuture<Boolean>> submitter : submitters) {
            submitter.get().join();
        }

        assertThat(order).containsExactly("0", "1", "2", "3", "4");
        queue.close();
    }

    @Test
    void aThreadStandsInLineWhateverTheCapacity() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        callers.hold(queue, gate);
        queue.execute(() -> order.add("body"));
        Callers.Call<Boolean> thread = callers.startInLine(queue, 2, () -> order.add("thread"));
        gate.open();
        thread.get();

        assertThat(order).containsExactly("body", "thread");
        queue.close();
    }

    @Test
    void aSubmitterWaitsNoLongerThanTheTimeOut() throws Exception {
        SerialQueue queue =
                (SerialQueue) small(Overflow.WAIT).timeout(Duration.ofMillis(1)).build();
        callers.hold(queue, gate);
        Callers.Call<String> inLine =
                callers.start(() -> queue.call(() -> "patient", "patient", CallSettings.DEFAULT, true));
        Callers.awaitLength(queue, 1);

        assertThatThrownBy(() -> queue.submit(() -> "hurried").get()).hasCauseInstanceOf(TurnTimeoutException.class);
        gate.open();
        assertThat(inLine.get()).isEqualTo("patient");
        queue.close();
    }

    @Test
    void aSubmitterThatIsInterruptedGivesUpItsWait() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        callers.hold(queue, gate);
        queue.execute(() -> order.add("first"));
        Callers.Call<Boolean> submitter = callers.start(() -> {
            CompletableFuture<Boolean> refused = queue.submit(() -> order.add("never"));
            assertThatThrownBy(refused::join).hasCauseInstanceOf(TurnInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> isWaiting(submitter));
        submitter.thread().interrupt();

        assertThat(submitter.get()).isTrue();
        gate.open();
        queue.close();
        assertThat(order).containsExactly("first");
    }

    @Test
    void closingTurnsAwayThoseWhoWaitForAPlace() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        callers.hold(queue, gate);
        queue.execute(() -> order.add("first"));
        Callers.Call<CompletableFuture<Boolean>> submitter =
                callers.start(() -> queue.submit(() -> order.add("never")));
        await().until(() -> isWaiting(submitter));
        queue.shutdown();

        assertThatThrownBy(() -> submitter.get().get()).hasCauseInstanceOf(QueueClosedException.class);
        gate.open();
    }

    @Test
    void waitingForAPlaceInsideTheTurnThatWouldFreeItIsADeadlockAndToldSo() throws Exception {
        SerialExecutor queue = small(Overflow.WAIT).build();
        CompletableFuture<String> second = queue.call(() -> {
            queue.execute(() -> order.add("first"));
            return queue.submit(() -> "second");
        });

        assertThatThrownBy(second::get)
                .cause()
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageStartingWith("SHARER-119: ");
        queue.close();
        assertThat(order).containsExactly("first");
    }

    @Test
    void theOldestBodyMakesRoom() throws Exception {
        SerialExecutor queue = small(Overflow.DROP_OLDEST).build();
        callers.hold(queue, gate);
        CompletableFuture<String> old = queue.submit(() -> "old");
        CompletableFuture<String> latest = queue.submit(() -> "latest");

        assertThatThrownBy(old::get)
                .cause()
                .isInstanceOf(TurnRejectedException.class)
                .hasMessageStartingWith("SHARER-118: ");
        gate.open();
        assertThat(latest.join()).isEqualTo("latest");
        assertThat(queue.stats().rejected()).isEqualTo(1);
        queue.close();
    }

    @Test
    void aWaitingThreadIsNeverDropped() throws Exception {
        SerialExecutor queue = small(Overflow.DROP_OLDEST).build();
        callers.hold(queue, gate);
        Callers.Call<String> thread = callers.startInLine(queue, 1, () -> "thread");

        assertThatThrownBy(() -> queue.submit(() -> "refused").get()).hasCauseInstanceOf(TurnRejectedException.class);
        gate.open();
        assertThat(thread.get()).isEqualTo("thread");
        queue.close();
    }

    @Test
    void aThreadDropsABodyToo() throws Exception {
        SerialExecutor queue = small(Overflow.DROP_OLDEST).build();
        callers.hold(queue, gate);
        CompletableFuture<String> old = queue.submit(() -> "old");
        Callers.Call<String> thread = callers.start(() -> queue.call(() -> "thread"));

        assertThatThrownBy(old::get).hasCauseInstanceOf(TurnRejectedException.class);
        gate.open();
        assertThat(thread.get()).isEqualTo("thread");
        queue.close();
    }
}
