package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A queue that ends finishes what is queued with all its keys; nothing is lost and nothing comes after. */
class KeysEndTest {
    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    private final SerialQueue queue = new SerialQueue(QueueConfig.of("ending", pool, new ClassLoaderCarrier(), timer)
            .withDrainTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5)));
    private final SerialQueue hasty = new SerialQueue(QueueConfig.of("hasty", pool, new ClassLoaderCarrier(), timer)
            .withDrainTimeouts(Duration.ofMillis(50), Duration.ofSeconds(30)));
    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    private Callers.Call<Object> closing(SerialQueue one) {
        return callers.start(() -> {
            one.close(() -> order.add("last"));
            return null;
        });
    }

    @Test
    void theLastTurnComesAfterAllKeys() throws Exception {
        CompletableFuture<Object> running = keyed.submit("a", gate);
        List<CompletableFuture<?>> queued = new ArrayList<>();
        for (String key : List.of("a", "a", "b", "c")) {
            queued.add(keyed.submit(key, () -> order.add(key)));
        }
        gate.awaitReached();
        Callers.Call<Object> closer = closing(queue);
        await().until(queue::isShutdown);
        assertThatThrownBy(() -> keyed.call("a", () -> "never")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> keyed.call("new", () -> "never")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(keyed.submit("a", () -> "never")::join).hasCauseInstanceOf(QueueClosedException.class);
        gate.open();
        closer.get();

        assertThat(order).hasSize(5).endsWith("last").containsOnlyOnce("b", "c");
        assertThat(running.join()).isEqualTo("passed");
        queued.forEach(CompletableFuture::join);
        assertThat(keyed.keys()).isZero();
        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void drainingTheOpenQueueWaitsForAllKeysAndLeavesItOpen() throws Exception {
        CompletableFuture<Object> running = keyed.submit("a", gate);
        CompletableFuture<Object> queued = keyed.submit("a", () -> order.add("queued"));
        gate.awaitReached();
        Callers.Call<Object> drainer = callers.start(() -> {
            queue.drain(() -> order.add("last"));
            return null;
        });
        Callers.awaitLength(queue, 2);
        gate.open();
        drainer.get();

        assertThat(order).containsExactly("queued", "last");
        assertThat(keyed.call("a", () -> "open")).isEqualTo("open");
        running.join();
        queued.join();
    }

    @Test
    void drainingNeedsNoThreadOfTheExecutor() throws Exception {
        CompletableFuture<Object> running = keyed.submit("a", gate);
        gate.awaitReached();
        CompletableFuture<Object> queued = keyed.submit("a", () -> order.add("queued"));
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> behind = keyed.submit("b", () -> order.add("behind"));
        pool.shutdown();
        Callers.Call<Object> closer = closing(queue);
        Callers.awaitDraining(queue);
        gate.open();
        closer.get();

        assertThat(order).containsExactly("queued", "behind", "last");
        assertThat(running.join()).isEqualTo("passed");
        assertThat(all.join()).isEqualTo("all");
        queued.join();
        behind.join();
    }

    @Test
    void bodiesThatTheExecutorHasTakenAndNeverRunsAreRunAtTheEnd() throws Exception {
        Gate second = new Gate();
        CompletableFuture<Object> one = keyed.submit("1", gate);
        CompletableFuture<Object> two = keyed.submit("2", second);
        gate.awaitReached();
        second.awaitReached();
        CompletableFuture<Object> taken = keyed.submit("a", () -> order.add("taken"));
        Callers.Call<Object> closer = closing(queue);

        assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo(true);
        gate.open();
        second.open();
        closer.get();
        assertThat(order).containsExactly("taken", "last");
        one.join();
        two.join();
    }

    @Test
    void whenTheTimeIsOverBodiesOfAllKeysAreInterruptedAndTheRestFails() throws Exception {
        Keyed keyed = Keyed.of(hasty);
        CompletableFuture<Object> running = keyed.submit("a", gate);
        Gate other = new Gate();
        Callers.Call<String> sync = callers.start(() -> keyed.call("b", other));
        gate.awaitReached();
        other.awaitReached();
        CompletableFuture<Object> queued = keyed.submit("a", () -> "never");
        Callers.Call<String> waiting = callers.start(() -> keyed.call("b", () -> "never"));
        Callers.awaitLength(hasty, 2);
        hasty.close(() -> order.add("last"));

        assertThat(order).containsExactly("last");
        assertThatThrownBy(running::join).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(sync::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(queued::join).hasCauseInstanceOf(QueueClosedException.class);
        assertThatThrownBy(waiting::get)
                .hasCauseInstanceOf(QueueClosedException.class)
                .hasMessageContaining("'hasty[b]'");
        await().until(() -> keyed.keys() == 0);
    }

    @Test
    void whenTheTimeIsOverKeysBehindACallWithoutOneFail() throws Exception {
        Keyed keyed = Keyed.of(hasty);
        CompletableFuture<String> all = hasty.submit(gate);
        gate.awaitReached();
        CompletableFuture<Object> behind = keyed.submit("a", () -> "never");
        hasty.close(() -> order.add("last"));

        assertThatThrownBy(behind::join).hasCauseInstanceOf(QueueClosedException.class);
        assertThatThrownBy(all::join).hasCauseInstanceOf(InterruptedException.class);
        assertThat(order).containsExactly("last");
        await().until(() -> keyed.keys() == 0);
    }

    @Test
    void closingFromInsideATurnOfAKeyFailsWhatIsQueuedAndReturns() throws Exception {
        CompletableFuture<Object> closer = keyed.submit("a", () -> {
            gate.call();
            queue.close();
            return "closed";
        });
        gate.awaitReached();
        CompletableFuture<Object> queued = keyed.submit("a", () -> "never");
        gate.open();

        assertThat(closer.join()).isEqualTo("closed");
        assertThatThrownBy(queued::join).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(queue.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shutdownNowTakesTheBodiesOfAllKeys() throws Exception {
        SerialExecutor service = queue;
        CompletableFuture<Object> running = keyed.submit("a", gate);
        gate.awaitReached();
        CompletableFuture<Object> a = keyed.submit("a", () -> "never");
        CompletableFuture<String> all = queue.submit(() -> "never");
        CompletableFuture<Object> b = keyed.submit("b", () -> "never");

        assertThat(service.shutdownNow()).hasSize(3);
        for (CompletableFuture<?> future : List.of(a, all, b)) {
            assertThatThrownBy(future::join).hasCauseInstanceOf(QueueClosedException.class);
        }
        assertThatThrownBy(running::join).hasCauseInstanceOf(InterruptedException.class);
        assertThat(service.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aRunningBodyMayTakeAnotherKeyWhileTheQueueIsDrained() throws Exception {
        CompletableFuture<Object> running = keyed.submit("a", () -> {
            gate.call();
            return keyed.call("b", () -> "both");
        });
        gate.awaitReached();
        Callers.Call<Object> closer = closing(queue);
        await().until(() -> queue.stats().length() == 1);
        gate.open();

        assertThat(running.join()).isEqualTo("both");
        closer.get();
        assertThat(order).containsExactly("last");
    }
}
