package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** With permits, so many bodies run at once, and never one more. */
class PermitsTest {
    @AutoClose
    private final SerialExecutor queue =
            SerialExecutor.builder("licence for 3").permits(3).build();

    private final Callers callers = new Callers();

    @Test
    void asManyRunAtOnceAsThereArePermits() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        CompletableFuture<Integer> one = queue.submit(() -> together.await());
        CompletableFuture<Integer> two = queue.submit(() -> together.await());

        assertThat(queue.call(together::await) + one.join() + two.join()).isEqualTo(3);
    }

    @Test
    void oneMoreWaits() throws Exception {
        List<Gate> gates = List.of(new Gate(), new Gate(), new Gate());
        for (Gate gate : gates) {
            callers.hold(queue, gate);
        }
        Callers.Call<String> fourth = callers.startInLine(queue, 1, () -> "fourth");
        assertThat(queue.stats().running()).isEqualTo(3);
        gates.get(1).open();

        assertThat(fourth.get()).isEqualTo("fourth");
        gates.forEach(Gate::open);
        await().until(() -> queue.stats().running() == 0);
    }

    @Test
    void neverMoreRunThanThereArePermits() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<?>> submitted = new ArrayList<>();
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            calls.add(callers.start(() -> {
                for (int i = 0; i < 3_000; i++) {
                    queue.run(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                    });
                }
                return null;
            }));
        }
        for (int i = 0; i < 1_000; i++) {
            submitted.add(queue.submit(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }
        submitted.forEach(CompletableFuture::join);

        assertThat(most.get()).isBetween(1, 3);
        assertThat(queue.stats().turns()).isEqualTo(16_000);
    }

    @Test
    void reentryRunsInlineAndTakesNoSecondPermit() throws Exception {
        int running = queue.call(() ->
                queue.call(() -> queue.call(() -> queue.call(() -> queue.stats().running()))));

        assertThat(running).isEqualTo(1);
    }

    @Test
    void theLastTurnOfAllIsAlone() throws Exception {
        SerialQueue closing =
                (SerialQueue) SerialExecutor.builder("closing").permits(2).build();
        Gate one = new Gate();
        Gate two = new Gate();
        callers.hold(closing, one);
        callers.hold(closing, two);
        List<Integer> beside = new ArrayList<>();
        Callers.Call<Object> closer = callers.start(() -> {
            closing.close(() -> beside.add(closing.stats().running()));
            return null;
        });
        Callers.awaitLength(closing, 1);
        one.open();
        two.open();
        closer.get();

        assertThat(beside).containsExactly(1);
    }
}
