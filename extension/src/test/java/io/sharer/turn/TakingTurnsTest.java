package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies never overlap, run where they should, and a thread that has the turn has it. */
class TakingTurnsTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("taking turns").build();

    private final Callers callers = new Callers();

    @Test
    void aSynchronousBodyRunsOnItsCallersOwnThread() throws Exception {
        assertThat(queue.call(Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void aSynchronousBodyThatHadToWaitRunsOnItsCallersOwnThread() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        Callers.Call<Thread> waiting = callers.startInLine(queue, 1, Thread::currentThread);
        gate.open();

        assertThat(waiting.get()).isSameAs(waiting.thread());
    }

    @Test
    void aSubmittedBodyRunsOnAnotherThread() {
        assertThat(queue.submit(Thread::currentThread).join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void bodiesOfManyThreadsNeverOverlapAndSeeWhatTheOnesBeforeThemWrote() throws Exception {
        int threads = 8;
        int each = 5_000;
        Unguarded unguarded = new Unguarded();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callers.Call<Integer>> calls = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            boolean submits = t % 2 == 0;
            calls.add(callers.start(() -> {
                start.await();
                List<CompletableFuture<?>> submitted = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    if (submits && i % 3 == 0) {
                        submitted.add(queue.submit(unguarded::increment));
                    } else {
                        queue.run(unguarded::increment);
                    }
                }
                submitted.forEach(CompletableFuture::join);
                return each;
            }));
        }
        for (Callers.Call<Integer> call : calls) {
            call.get();
        }

        assertThat(unguarded.overlaps.get()).isZero();
        assertThat(unguarded.count).isEqualTo(threads * each);
        assertThat(queue.stats().turns()).isEqualTo((long) threads * each);
        assertThat(queue.stats().length()).isZero();
    }

    /** Loses increments, and notices, when it is used by two at a time. */
    private static final class Unguarded {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private int count;

        void increment() {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            count++;
            inside.decrementAndGet();
        }
    }

    @Test
    void aSynchronousCallFromInsideTheTurnRunsInline() throws Exception {
        List<String> order = new ArrayList<>();
        queue.call(() -> {
            queue.run(() -> order.add("inner"));
            return order.add("outer");
        });

        assertThat(order).containsExactly("inner", "outer");
        assertThat(queue.stats().turns()).isEqualTo(1);
    }

    @Test
    void aSynchronousCallFromInsideASubmittedBodyRunsInline() {
        Thread inner = queue.submit(() -> queue.call(Thread::currentThread)).join();

        assertThat(inner).isNotSameAs(Thread.currentThread());
        assertThat(queue.stats().turns()).isEqualTo(1);
    }

    @Test
    void whatIsSubmittedFromInsideATurnRunsAfterIt() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<?> submitted = queue.call(() -> {
            CompletableFuture<?> later = queue.submit(() -> order.add("submitted"));
            queue.run(() -> order.add("re-entrant"));
            order.add("outer");
            return later;
        });
        submitted.join();

        assertThat(order).containsExactly("re-entrant", "outer", "submitted");
    }

    @Test
    void twoQueuesRunSideBySide() throws Exception {
        try (SerialExecutor other = SerialExecutor.builder("other").build()) {
            CyclicBarrier both = new CyclicBarrier(2);
            CompletableFuture<Integer> one = queue.submit(() -> both.await());
            CompletableFuture<Integer> two = other.submit(() -> both.await());

            assertThat(one.join() + two.join()).isEqualTo(1);
        }
    }

    @Test
    void theExceptionOfASynchronousBodyReachesTheCallerAsItIs() throws Exception {
        IOException thrown = new IOException("mine");

        assertThatThrownBy(() -> queue.call(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(queue.call(() -> "next")).isEqualTo("next");
    }

    @Test
    void anErrorInASubmittedBodyReachesItsFutureAsItIsAndTheNextBodyRuns() {
        AssertionError thrown = new AssertionError("mine");
        CompletableFuture<Object> failed = queue.submit(() -> {
            throw thrown;
        });

        assertThatThrownBy(failed::get).hasCause(thrown);
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void theThreadHasNoTurnAfterItsCall() throws Exception {
        queue.call(() -> "done");
        Gate gate = new Gate();
        CompletableFuture<String> submitted = queue.submit(gate);
        gate.awaitReached();
        Callers.Call<String> waiting = callers.startInLine(queue, 1, () -> "waited");
        gate.open();

        assertThat(submitted.join()).isEqualTo("passed");
        assertThat(waiting.get()).isEqualTo("waited");
    }
}
