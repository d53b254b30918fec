package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A body that has its turn but no thread is run by the one that keeps the thread busy waiting for it. */
class StarvationTest {
    @AutoClose("shutdownNow")
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    private final SerialExecutor a =
            SerialExecutor.builder("a").executor(oneThread).build();
    private final SerialExecutor b =
            SerialExecutor.builder("b").executor(oneThread).build();

    @Test
    void aBodyThatWaitsForAnotherQueuesBodyOnTheSameThreadRunsItItself() {
        Thread inner = a.submit(() -> b.submit(Thread::currentThread).join()).join();
        Thread outer = a.submit(Thread::currentThread).join();

        assertThat(inner).isSameAs(outer);
    }

    @Test
    void aBodyThatWaitsForATurnHeldByOneThatHasNoThreadRunsIt() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Boolean> outer = a.submit(() -> {
            b.execute(() -> order.add("had the turn and no thread"));
            return b.call(() -> order.add("waited for it"));
        });

        assertThat(outer.join()).isTrue();
        assertThat(order).containsExactly("had the turn and no thread", "waited for it");
    }

    @Test
    void aWholeChainOfThemIsRun() {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Integer> outer = a.submit(() -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                b.execute(() -> order.add(number));
            }
            return b.call(order::size);
        });

        assertThat(outer.join()).isEqualTo(3);
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void aThreadThatIsNotTheExecutorsRunsNoStrangersBody() throws Exception {
        Gate busy = new Gate();
        oneThread.execute(() -> {
            try {
                busy.call();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        busy.awaitReached();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        a.execute(() -> ranOn.set(Thread.currentThread()));
        Callers.Call<String> waiting = new Callers().startInLine(a, 1, () -> "served");
        // A body that the waiter would have run by now, had it been one of the executor's.
        SerialExecutor other = SerialExecutor.builder("other").build();
        other.submit(() -> b.submit(() -> "helped").join()).join();
        assertThat(ranOn.get()).isNull();
        busy.open();

        assertThat(waiting.get()).isEqualTo("served");
        assertThat(ranOn.get()).isNotNull().isNotSameAs(waiting.thread());
        other.close();
    }

    @Test
    void aBodyThatIsRunToHelpDoesNotRunInsideTheTurnsBeneathIt() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CompletableFuture<String> outer = a.submit(() -> {
            CompletableFuture<String> stranger = b.submit(() -> a.call(() -> "inside the turn of another"));
            try {
                return stranger.join();
            } catch (CompletionException e) {
                seen.set(e.getCause());
                return "went on";
            }
        });

        assertThat(outer.join()).isEqualTo("went on");
        assertThat(seen.get()).isInstanceOf(TurnDeadlockException.class);
    }
}
