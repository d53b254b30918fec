package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A turn that does not come in time does not come at all. */
class TimeoutTest {
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final AtomicBoolean ran = new AtomicBoolean();

    private SerialExecutor queue(Duration timeout) {
        return SerialExecutor.builder("hurried").timeout(timeout).build();
    }

    @Test
    void aThreadWhoseTurnDoesNotComeInTimeLeavesAndItsBodyNeverRuns() throws Exception {
        SerialExecutor queue = queue(Duration.ofMillis(1));
        callers.hold(queue, gate);

        assertThatThrownBy(() -> queue.run(() -> ran.set(true))).isInstanceOf(TurnTimeoutException.class);
        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().timedOut()).isEqualTo(1);
        gate.open();
        queue.close();
        assertThat(ran).isFalse();
    }

    @Test
    void theMessageNamesTheQueueTheTimeTheHolderAndItsThread() throws Exception {
        SerialExecutor queue = queue(Duration.ofMillis(1));
        callers.hold(queue, gate);

        assertThatThrownBy(() -> queue.run(() -> {}))
                .hasMessageStartingWith("SHARER-116: no turn in the queue 'hurried' within PT0.001S: ")
                .hasMessageContaining(Gate.class.getName())
                .hasMessageContaining("'caller-1'");
        gate.open();
        queue.close();
    }

    @Test
    void aBodyWhoseTurnDoesNotComeInTimeFailsItsFutureAndNeverRuns() throws Exception {
        SerialExecutor queue = queue(Duration.ofMillis(1));
        callers.hold(queue, gate);
        CompletableFuture<?> late = queue.submit(() -> ran.set(true));

        assertThatThrownBy(late::get).hasCauseInstanceOf(TurnTimeoutException.class);
        assertThat(queue.stats().length()).isZero();
        gate.open();
        queue.close();
        assertThat(ran).isFalse();
    }

    @Test
    void nowOrNeverTakesAFreeTurn() throws Exception {
        SerialExecutor queue = queue(Duration.ZERO);

        assertThat(queue.call(() -> "now")).isEqualTo("now");
        assertThat(queue.submit(() -> "now").join()).isEqualTo("now");
        queue.close();
    }

    @Test
    void nowOrNeverDoesNotWait() throws Exception {
        SerialExecutor queue = queue(Duration.ZERO);
        callers.hold(queue, gate);

        assertThatThrownBy(() -> queue.call(() -> "never")).isInstanceOf(TurnTimeoutException.class);
        assertThatThrownBy(() -> queue.submit(() -> "never").get()).hasCauseInstanceOf(TurnTimeoutException.class);
        assertThatThrownBy(() -> queue.execute(() -> {})).isInstanceOf(TurnTimeoutException.class);
        assertThat(queue.stats().timedOut()).isEqualTo(3);
        gate.open();
        queue.close();
    }

    @Test
    void aTurnThatComesInTimeIsTaken() throws Exception {
        SerialExecutor queue = queue(Duration.ofDays(1));
        callers.hold(queue, gate);
        Callers.Call<String> thread = callers.startInLine(queue, 1, () -> "thread");
        CompletableFuture<String> body = queue.submit(() -> "body");
        gate.open();

        assertThat(thread.get()).isEqualTo("thread");
        assertThat(body.join()).isEqualTo("body");
        queue.close();
    }

    @Test
    void timeDoesNotCountAnyMoreOnceTheTurnHasCome() throws Exception {
        SerialExecutor queue = queue(Duration.ofMillis(1));
        CompletableFuture<String> slow = queue.submit(gate);
        gate.awaitReached();
        // Somebody else's time-out shows that more than a millisecond has passed.
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(TurnTimeoutException.class);
        gate.open();

        assertThat(slow.join()).isEqualTo("passed");
        queue.close();
    }

    @Test
    void timeOutsAtAnyMomentLoseNoTurn() throws Exception {
        SerialExecutor queue = queue(Duration.ofNanos(30_000));
        AtomicInteger bodies = new AtomicInteger();
        List<Callers.Call<Integer>> calls = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            calls.add(callers.start(() -> {
                int served = 0;
                for (int i = 0; i < 3_000; i++) {
                    try {
                        queue.run(bodies::incrementAndGet);
                        served++;
                    } catch (TurnTimeoutException e) {
                        // Not served.
                    }
                }
                return served;
            }));
        }
        int served = 0;
        for (Callers.Call<Integer> call : calls) {
            served += call.get();
        }

        assertThat(bodies.get()).isEqualTo(served);
        assertThat(queue.stats().timedOut()).isEqualTo(12_000 - served);
        assertThat(queue.stats().running()).isZero();
        assertThat(queue.stats().length()).isZero();
        queue.close();
    }

    @Test
    void noTimerThreadStaysBehind() throws Exception {
        SerialExecutor queue = SerialExecutor.builder("leaves no timer")
                .timeout(Duration.ofDays(1))
                .build();
        callers.hold(queue, gate);
        CompletableFuture<String> body = queue.submit(() -> "in time");
        gate.open();
        body.join();
        queue.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("leaves no timer")));
    }
}
