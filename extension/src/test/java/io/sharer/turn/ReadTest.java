package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Readers run beside each other, and never beside a writer. */
class ReadTest {
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("library").build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private <T> T read(Callable<T> body) throws Exception {
        return queue.call(body, "read", READ, true);
    }

    @Test
    void readersRunBesideEachOther() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callers.Call<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(callers.start(() -> read(together::await)));
        }
        for (Callers.Call<Integer> reader : readers) {
            assertThat(reader.get()).isBetween(0, 2);
        }
    }

    @Test
    void queuedReadersRunBesideReadingThreads() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        CompletableFuture<?> one =
                queue.submitAsync(() -> CompletableFuture.completedStage(together.await()), "one", READ);
        CompletableFuture<?> two =
                queue.submitAsync(() -> CompletableFuture.completedStage(together.await()), "two", READ);

        int last = read(together::await);
        assertThat(last).isBetween(0, 2);
        one.join();
        two.join();
    }

    @Test
    void aWriterWaitsForAllReaders() throws Exception {
        Gate other = new Gate();
        callers.start(() -> read(gate));
        callers.start(() -> read(other));
        gate.awaitReached();
        other.awaitReached();
        assertThat(queue.stats().running()).isEqualTo(2);
        Callers.Call<String> writer = callers.startInLine(queue, 1, () -> "wrote");
        gate.open();
        await().until(() -> queue.stats().running() == 1);
        assertThat(writer.result()).isNotDone();
        other.open();

        assertThat(writer.get()).isEqualTo("wrote");
    }

    @Test
    void readersWaitForAWriterAndThenAllRun() throws Exception {
        callers.hold(queue, gate);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callers.Call<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(callers.start(() -> read(together::await)));
        }
        Callers.awaitLength(queue, 3);
        gate.open();
        for (Callers.Call<Integer> reader : readers) {
            assertThat(reader.get()).isBetween(0, 2);
        }
    }

    @Test
    void aQueuedWriterIsNotPassedByReaders() throws Exception {
        callers.start(() -> read(gate));
        gate.awaitReached();
        List<String> order = new ArrayList<>();
        CompletableFuture<?> writer = queue.submit(() -> order.add("writer"));
        Callers.Call<Boolean> reader = callers.start(() -> read(() -> order.add("reader")));
        Callers.awaitLength(queue, 2);
        gate.open();
        reader.get();
        writer.join();

        assertThat(order).containsExactly("writer", "reader");
    }

    @Test
    void aWriterIsServedAlthoughReadersNeverStopComing() throws Exception {
        Callers.Call<String> holder = callers.start(() -> read(gate));
        gate.awaitReached();
        Callers.Call<String> writer = callers.startInLine(queue, 1, () -> "wrote");
        List<Callers.Call<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(callers.start(() -> {
                int turns = 0;
                while (!writer.result().isDone()) {
                    read(() -> "read");
                    turns++;
                }
                return turns;
            }));
        }
        gate.open();

        assertThat(writer.get()).isEqualTo("wrote");
        holder.get();
        for (Callers.Call<Integer> reader : readers) {
            reader.get();
        }
    }

    @Test
    void whenTheWriterInFrontLeavesTheReadersBehindItRun() throws Exception {
        callers.start(() -> read(gate));
        gate.awaitReached();
        CompletableFuture<String> writer = queue.submit(() -> "wrote");
        Callers.Call<String> reader = callers.start(() -> read(() -> "read"));
        Callers.awaitLength(queue, 2);
        writer.cancel(false);

        assertThat(reader.get()).isEqualTo("read");
        gate.open();
    }

    @Test
    void aReadInsideAWriteRunsInline() throws Exception {
        assertThat(queue.call(() -> read(Thread::currentThread))).isSameAs(Thread.currentThread());
    }

    @Test
    void aReadInsideAReadRunsInlineEvenWithAWriterInLine() throws Exception {
        Callers.Call<String> reader = callers.start(() -> read(() -> {
            gate.call();
            return read(() -> "inner");
        }));
        gate.awaitReached();
        Callers.Call<String> writer = callers.startInLine(queue, 1, () -> "wrote");
        gate.open();

        assertThat(reader.get()).isEqualTo("inner");
        assertThat(writer.get()).isEqualTo("wrote");
    }

    @Test
    void aWriteInsideAReadIsRefusedAtOnce() throws Exception {
        assertThatThrownBy(() -> read(() -> queue.call(() -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117: ")
                .hasMessageContaining("'library'");
        assertThat(queue.call(() -> "wrote")).isEqualTo("wrote");
    }

    @Test
    void aReaderMaySubmitAWriteThatRunsAfterIt() throws Exception {
        CompletableFuture<String> write = read(() -> queue.submit(() -> "wrote"));

        assertThat(write.join()).isEqualTo("wrote");
    }

    @Test
    void aReadingStageHoldsItsTurnBesideOthers() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<?> first = queue.submitAsync(() -> stage, "stage", READ);
        await().until(() -> stage.getNumberOfDependents() == 1);
        assertThat(read(() -> "beside")).isEqualTo("beside");
        CompletableFuture<Boolean> writer = queue.submit(stage::isDone);
        Callers.awaitLength(queue, 1);
        stage.complete("done");

        assertThat(writer.join()).isTrue();
        assertThat(first.join()).isEqualTo("done");
    }

    @Test
    void cancellingAReadingBodyInterruptsItAlone() throws Exception {
        Gate other = new Gate();
        CompletableFuture<?> cancelled =
                queue.submitAsync(() -> CompletableFuture.completedStage(gate.call()), "cancelled", READ);
        CompletableFuture<?> spared =
                queue.submitAsync(() -> CompletableFuture.completedStage(other.call()), "spared", READ);
        gate.awaitReached();
        other.awaitReached();
        cancelled.cancel(true);
        await().until(() -> queue.stats().running() == 1);
        other.open();

        assertThat(spared.join()).isEqualTo("passed");
    }

    @Test
    void aClosingQueueWaitsForAllReaders() throws Exception {
        Gate other = new Gate();
        callers.start(() -> read(gate));
        callers.start(() -> read(other));
        gate.awaitReached();
        other.awaitReached();
        List<String> order = new ArrayList<>();
        Callers.Call<Object> closer = callers.start(() -> {
            queue.close(() -> order.add("last " + queue.stats().running()));
            return null;
        });
        Callers.awaitLength(queue, 1);
        gate.open();
        other.open();
        closer.get();

        assertThat(order).containsExactly("last 1");
    }

    @Test
    void readersAndWritersNeverOverlapWhateverTheirNumber() throws Exception {
        AtomicInteger readers = new AtomicInteger();
        AtomicInteger writers = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            boolean writes = t % 3 == 0;
            calls.add(callers.start(() -> {
                for (int i = 0; i < 5_000; i++) {
                    if (writes) {
                        queue.call(() -> {
                            wrong.addAndGet(writers.incrementAndGet() - 1 + readers.get());
                            return writers.decrementAndGet();
                        });
                    } else {
                        read(() -> {
                            readers.incrementAndGet();
                            wrong.addAndGet(writers.get());
                            return readers.decrementAndGet();
                        });
                    }
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(wrong.get()).isZero();
        assertThat(queue.stats().running()).isZero();
        assertThat(queue.stats().turns()).isEqualTo(30_000);
    }
}
