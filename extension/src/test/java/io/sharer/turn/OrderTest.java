package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** First come, first served, but for a running thread that takes a free turn. */
class OrderTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("order").build();

    private final Callers callers = new Callers();
    private final List<Object> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void submittedBodiesRunInTheOrderOfTheirSubmission() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            all.add(queue.submit(() -> order.add(number)));
        }
        all.forEach(CompletableFuture::join);

        assertThat(order).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whatOneThreadAsksForIsDoneInTheOrderInWhichItAsked() {
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            expected.add(number);
            if (i % 3 == 0) {
                queue.run(() -> order.add(number));
            } else {
                queue.execute(() -> order.add(number));
            }
        }
        queue.run(() -> {});

        assertThat(order).isEqualTo(expected);
    }

    @Test
    void manyThreadsEachSeeTheirOwnOrderKept() throws Exception {
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            calls.add(callers.start(() -> {
                List<Integer> mine = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    int number = i;
                    if (i % 2 == 0) {
                        queue.run(() -> mine.add(number));
                    } else {
                        queue.execute(() -> mine.add(number));
                    }
                }
                return queue.call(() -> List.copyOf(mine));
            }));
        }
        for (Callers.Call<Object> call : calls) {
            assertThat(call.get()).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
        }
    }

    @Test
    void threadsAndBodiesInLineAreServedInTheOrderOfTheirComing() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        List<Callers.Call<?>> threads = new ArrayList<>();
        threads.add(callers.startInLine(queue, 1, () -> order.add("thread 1")));
        queue.execute(() -> order.add("body 2"));
        threads.add(callers.startInLine(queue, 3, () -> order.add("thread 3")));
        threads.add(callers.startInLine(queue, 4, () -> order.add("thread 4")));
        queue.execute(() -> order.add("body 5"));
        gate.open();
        queue.run(() -> order.add("last"));
        for (Callers.Call<?> thread : threads) {
            thread.get();
        }

        assertThat(order).containsExactly("thread 1", "body 2", "thread 3", "thread 4", "body 5", "last");
    }

    @Test
    void aThreadThatWaitsIsServedAlthoughAnotherNeverStopsTakingTurns() throws Exception {
        Gate gate = new Gate();
        callers.hold(queue, gate);
        Callers.Call<String> waiting = callers.startInLine(queue, 1, () -> "served");
        Callers.Call<Integer> greedy = callers.start(() -> {
            int turns = 0;
            while (!waiting.result().isDone()) {
                queue.run(Thread::onSpinWait);
                turns++;
            }
            return turns;
        });
        gate.open();

        assertThat(waiting.get()).isEqualTo("served");
        greedy.get();
    }

    @Test
    void aChainOfBodiesOnAnExecutorThatRunsThemAtOnceMakesNoDeepStack() throws Exception {
        SerialExecutor inline =
                SerialExecutor.builder("inline").executor(Runnable::run).build();
        int bodies = 100_000;
        inline.call(() -> {
            for (int i = 0; i < bodies; i++) {
                int number = i;
                inline.execute(() -> order.add(number));
            }
            return null;
        });

        assertThat(order)
                .hasSize(bodies)
                .isEqualTo(IntStream.range(0, bodies).boxed().toList());
        inline.close();
    }

    @Test
    void bodiesTakeTurnsWhateverTheExecutor() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (SerialExecutor onPool =
                SerialExecutor.builder("on a pool").executor(pool).build()) {
            List<Future<?>> producers = new ArrayList<>();
            int[] count = new int[1];
            for (int t = 0; t < 4; t++) {
                producers.add(callers.start(() -> {
                            for (int i = 0; i < 5_000; i++) {
                                onPool.execute(() -> count[0]++);
                            }
                            return null;
                        })
                        .result());
            }
            for (Future<?> producer : producers) {
                producer.get();
            }

            assertThat(onPool.call(() -> count[0])).isEqualTo(20_000);
        } finally {
            pool.shutdown();
        }
    }
}
