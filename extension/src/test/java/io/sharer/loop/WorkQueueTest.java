package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Outcome;
import io.sharer.QueueClosedException;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnRejectedException;
import io.sharer.WorkQueue;
import io.sharer.turn.LogRecorder;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Bounded background work. */
@SuppressWarnings("FutureReturnValueIgnored") // gates are looked at instead
class WorkQueueTest {
    private final LogRecorder log = new LogRecorder();
    private final WorkQueue queue =
            WorkQueue.builder("jobs").workers(2).capacity(1).build();

    @AfterEach
    void close() {
        queue.close();
        log.close();
        LoopThreads.awaitNone("jobs");
    }

    private List<Gate> occupyAll() throws InterruptedException {
        List<Gate> gates = List.of(new Gate(), new Gate());
        for (Gate gate : gates) {
            queue.put(gate);
            gate.awaitReached();
        }
        return gates;
    }

    @Test
    void noMoreRunAtOnceThanThereAreWorkers() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 100; i++) {
            queue.put(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                both.await(10, TimeUnit.SECONDS);
                return inside.decrementAndGet();
            });
        }
        queue.join();
        assertThat(most).hasValue(2);
        assertThat(queue.stats().done()).isEqualTo(100);
    }

    @Test
    void putWaitsForAPlaceAndSubmitIsRefused() throws Exception {
        List<Gate> gates = occupyAll();
        CompletableFuture<Integer> waiting = queue.put(() -> 1);
        assertThatThrownBy(() -> queue.submit(() -> 2).join())
                .hasCauseInstanceOf(TurnRejectedException.class)
                .hasMessageContaining("SHARER-460");
        Thread putter =
                new Thread(() -> assertThatThrownBy(() -> queue.put(() -> 3)).isInstanceOf(InterruptedException.class));
        putter.start();
        await().until(() -> putter.getState() == Thread.State.WAITING);
        putter.interrupt();
        putter.join();
        CompletableFuture<CompletableFuture<Integer>> put = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.put(() -> 4);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(put).isNotDone();
        gates.forEach(Gate::open);
        assertThat(put.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(waiting.join()).isEqualTo(1);
        assertThat(queue.stats().rejected()).isEqualTo(1);
    }

    @Test
    void aCancelledJobFreesItsPlaceAndNeverRuns() throws Exception {
        List<Gate> gates = occupyAll();
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Integer> waiting = queue.put(runs::incrementAndGet);
        assertThat(queue.stats().waiting()).isEqualTo(1);
        waiting.cancel(false);
        CompletableFuture<Integer> next = queue.submit(() -> 2);
        gates.forEach(Gate::open);
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(runs).hasValue(0);
        assertThat(queue.stats().cancelled()).isEqualTo(1);
    }

    @Test
    void outcomesComeInTheOrderOfTheInputsWithTheFailuresInTheirPlaces() throws Exception {
        List<Outcome<Integer, Integer>> outcomes =
                queue.all(IntStream.range(0, 100).boxed().toList(), input -> {
                    if (input % 10 == 3) {
                        throw new IllegalStateException("no " + input);
                    }
                    return -input;
                });
        assertThat(outcomes).extracting(Outcome::input).isSorted().hasSize(100);
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.isSuccess()).isEqualTo(outcome.input() % 10 != 3);
            if (outcome.isSuccess()) {
                assertThat(outcome.get()).isEqualTo(-outcome.input());
            } else {
                assertThat(outcome.failure()).hasMessage("no " + outcome.input());
                assertThatThrownBy(outcome::get).cause().isSameAs(outcome.failure());
            }
        });
    }

    @Test
    void noMoreInputsAreFetchedAheadThanMayRunAndWait() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        AtomicInteger consumed = new AtomicInteger();
        Iterable<Integer> inputs = () ->
                IntStream.range(0, 1000).map(i -> fetched.incrementAndGet()).iterator();
        queue.<Integer, Integer>each(inputs, input -> input, outcome -> {
            assertThat(outcome.input()).isEqualTo(consumed.incrementAndGet());
            assertThat(fetched.get() - consumed.get()).isLessThanOrEqualTo(4);
        });
        assertThat(consumed).hasValue(1000);
    }

    @Test
    void aConsumerThatFailsCancelsWhatIsNotDone() {
        IllegalStateException thrown = new IllegalStateException();
        assertThatThrownBy(() -> queue.<Integer, Integer>each(List.of(1, 2, 3), input -> input, outcome -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(queue.stats().done()).isLessThanOrEqualTo(3);
    }

    @Test
    void itCanBeJoinedAgain() throws Exception {
        for (int i = 1; i <= 3; i++) {
            queue.put(() -> 1);
            queue.join();
            assertThat(queue.stats().done()).isEqualTo(i);
        }
        Gate gate = new Gate();
        queue.put(gate);
        assertThat(queue.join(Duration.ofMillis(1))).isFalse();
        gate.open();
        assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aJobMayBringMoreToAFullQueue() throws Exception {
        List<CompletableFuture<Integer>> outer = new ArrayList<>();
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            outer.add(queue.put(() -> {
                both.await(10, TimeUnit.SECONDS);
                int sum = 0;
                List<CompletableFuture<Integer>> inner = new ArrayList<>();
                for (int j = 0; j < 10; j++) {
                    inner.add(queue.put(() -> 1));
                }
                for (CompletableFuture<Integer> one : inner) {
                    sum += one.isDone() ? one.join() : 1;
                }
                return sum;
            }));
        }
        for (CompletableFuture<Integer> one : outer) {
            assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(10);
        }
        queue.join();
        assertThat(queue.stats().done()).isEqualTo(22);
    }

    @Test
    void aJobMayWorkOnManyInputs() throws Exception {
        CompletableFuture<Integer> sum = queue.put(() -> queue.all(List.of(1, 2, 3, 4, 5), input -> 2 * input).stream()
                .mapToInt(Outcome::get)
                .sum());
        assertThat(sum.get(10, TimeUnit.SECONDS)).isEqualTo(30);
    }

    @Test
    void jobsThatAllWaitForJobsAreTold() throws Exception {
        WorkQueue one = WorkQueue.builder("jobs-one").workers(1).capacity(5).build();
        try (one) {
            CompletableFuture<Integer> outer = one.put(() -> one.put(() -> 1).get());
            assertThatThrownBy(() -> outer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TurnDeadlockException.class);
        }
    }

    @Test
    void joinInAJobIsRefused() {
        assertThatThrownBy(() -> queue.put(() -> {
                            queue.join();
                            return 1;
                        })
                        .join())
                .hasCauseInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("SHARER-462");
    }

    @Test
    void aWorkerSurvivesWhateverAJobThrows() throws Exception {
        List<Callable<Integer>> bad = List.of(
                () -> {
                    throw new CancellationException("own");
                },
                () -> {
                    throw new InterruptedException("own");
                },
                () -> {
                    throw new StackOverflowError();
                },
                () -> {
                    throw new ThreadDeath();
                });
        for (int i = 0; i < 5; i++) {
            for (Callable<Integer> job : bad) {
                assertThat(queue.put(job).handle((value, thrown) -> thrown).get(10, TimeUnit.SECONDS))
                        .isNotNull();
            }
        }
        queue.join();
        assertThat(queue.stats().failed()).isEqualTo(20);
        assertThat(queue.put(() -> "well").get(10, TimeUnit.SECONDS)).isEqualTo("well");
    }

    @Test
    void cancellingInterruptsTheJobAndNoOther() throws Exception {
        for (int i = 0; i < 100; i++) {
            Gate gate = new Gate();
            CompletableFuture<String> job = queue.put(gate);
            gate.awaitReached();
            job.cancel(true);
            assertThat(queue.put(Thread::interrupted).get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void noResultIsKept() throws Exception {
        List<WeakReference<Object>> results = new CopyOnWriteArrayList<>();
        queue.put(() -> {
            Object made = new Object();
            results.add(new WeakReference<>(made));
            return made;
        });
        queue.join();
        await().until(() -> {
            System.gc();
            return results.get(0).get() == null;
        });
    }

    @Test
    void closingFinishesWhatIsThereAndLetsThoseGoWhoWait() throws Exception {
        List<Gate> gates = occupyAll();
        CompletableFuture<Integer> waiting = queue.put(() -> 1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> putters = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        queue.put(() -> 2);
                    } catch (Exception e) {
                        thrown.set(e);
                    }
                }))
                .toList();
        for (Thread putter : putters) {
            putter.start();
            await().until(() -> putter.getState() == Thread.State.WAITING);
        }
        Thread closer = new Thread(queue::close);
        closer.start();
        for (Thread putter : putters) {
            putter.join();
        }
        assertThat(thrown.get()).isInstanceOf(QueueClosedException.class).hasMessageContaining("SHARER-458");
        gates.forEach(Gate::open);
        closer.join();
        assertThat(waiting.join()).isEqualTo(1);
        assertThatThrownBy(() -> queue.put(() -> 1)).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.submit(() -> 1).join()).hasCauseInstanceOf(QueueClosedException.class);
    }

    @RepeatedTest(20)
    void afterTheDeadlineWhatRunsIsInterruptedAndTheRestFails() throws Exception {
        List<Gate> gates = occupyAll();
        CompletableFuture<Integer> waiting = queue.put(() -> 1);
        queue.close(Duration.ofMillis(10));
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(queue.stats().failed()).isEqualTo(gates.size());
        assertThat(log.messages()).anyMatch(text -> text.contains("SHARER-463"));
    }

    @Test
    void closingInAJobReturnsAtOnce() throws Exception {
        assertThat(queue.put(() -> {
                            queue.close();
                            return "closed";
                        })
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("closed");
        queue.close();
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> WorkQueue.builder(" ")).hasMessageContaining("SHARER-455");
        assertThatThrownBy(() -> WorkQueue.builder("x").workers(0)).hasMessageContaining("SHARER-456");
        assertThatThrownBy(() -> WorkQueue.builder("x").capacity(0)).hasMessageContaining("SHARER-456");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsWork() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory virtual = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        try (WorkQueue light = WorkQueue.builder("light")
                .workers(1000)
                .capacity(10_000)
                .threadFactory(virtual)
                .build()) {
            assertThat(light.all(IntStream.range(0, 10_000).boxed().toList(), input -> input))
                    .allMatch(Outcome::isSuccess);
        }
    }

    @Test
    void anInterruptOfAJobThatWorksItselfEndsItsWork() throws Exception {
        Gate gate = new Gate();
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Object> outer = queue.put(() -> queue.all(List.of(1, 2), input -> {
            gate.call();
            return done.incrementAndGet();
        }));
        gate.awaitReached();
        outer.cancel(true);
        queue.join();
        assertThat(done).hasValue(0);
    }

    @Test
    void aSecondCloseDoesNotCutTheTimeThatWhatWasInterruptedHas() throws Exception {
        Gate work = new Gate();
        Gate cleanUp = new Gate();
        AtomicBoolean clean = new AtomicBoolean();
        CompletableFuture<?> job = queue.put(() -> {
            try {
                return work.call();
            } catch (InterruptedException e) {
                cleanUp.callStubbornly();
                clean.set(true);
                return "cleaned up";
            }
        });
        work.awaitReached();
        AtomicBoolean cleanAfterTheEnd = new AtomicBoolean();
        Thread first = new Thread(() -> {
            queue.close(Duration.ZERO);
            cleanAfterTheEnd.set(clean.get());
        });
        first.start();
        cleanUp.awaitReached();
        Thread second = new Thread(() -> queue.close(Duration.ZERO));
        second.start();
        await().until(() -> second.getState() == Thread.State.WAITING || !second.isAlive());
        assertThat(second.isAlive()).isTrue();
        cleanUp.open();
        first.join();
        second.join();
        assertThat(cleanAfterTheEnd).isTrue();
        assertThat(job).isDone();
    }
}
