package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Short queued bodies follow each other in batches. Nothing of that is to be seen: a body in the middle of a batch is
 * as good as one in line.
 */
class ShortBodiesTest {
    private static final int MANY = 2_000;

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    private final SerialExecutor queue =
            SerialExecutor.builder("short").executor(pool).build();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

    /** Many short bodies, and after some of them one that stays at the gate, so that the rest of its batch waits. */
    private List<CompletableFuture<?>> stopInTheMiddle() throws Exception {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        Gate start = new Gate();
        callers.hold(queue, start);
        for (int i = 0; i < MANY; i++) {
            int number = i;
            futures.add(queue.submit(() -> number == MANY / 2 ? gate.call() : ran.add(number)));
        }
        start.open();
        gate.awaitReached();
        assertThat(ran).hasSize(MANY / 2);
        return futures;
    }

    private List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void theyRunInTheOrderOfTheirSubmission() throws Exception {
        stopInTheMiddle();
        gate.open();
        queue.run(() -> {});

        List<Integer> expected = new ArrayList<>(numbers(0, MANY));
        expected.remove(MANY / 2);
        assertThat(ran).isEqualTo(expected);
    }

    @Test
    void theLengthCountsThoseOfTheBatch() throws Exception {
        stopInTheMiddle();

        assertThat(queue.stats().length()).isEqualTo(MANY / 2 - 1);
        assertThat(queue.stats().running()).isEqualTo(1);
        gate.open();
    }

    @Test
    void aCallThatIsMadeAfterASubmissionRunsAfterIt() throws Exception {
        for (int i = 0; i < MANY; i++) {
            AtomicBoolean first = new AtomicBoolean();
            queue.execute(() -> {});
            queue.execute(() -> first.set(true));
            assertThat(queue.call(first::get)).isTrue();
        }
    }

    @Test
    void anyOfThemCanBeWithdrawn() throws Exception {
        List<CompletableFuture<?>> futures = stopInTheMiddle();
        for (int i = MANY / 2 + 1; i < MANY; i += 2) {
            assertThat(futures.get(i).cancel(false)).isTrue();
        }

        assertThat(queue.stats().length()).isEqualTo(MANY / 4 - 1);
        assertThat(queue.stats().cancelled()).isEqualTo(MANY / 4);
        gate.open();
        queue.run(() -> {});
        assertThat(ran).hasSize(MANY / 2 + MANY / 4 - 1);
        assertThat(ran.stream().filter(i -> i > MANY / 2)).allMatch(i -> i % 2 == 0);
    }

    @Test
    void theInterruptOfACancelledOneHitsNoOther() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        for (int round = 0; round < 200; round++) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(2);
            for (int i = 0; i < 50; i++) {
                boolean victim = i % 2 == 0;
                futures.add(queue.submit(() -> {
                    if (!victim && Thread.currentThread().isInterrupted()) {
                        interrupted.incrementAndGet();
                    }
                }));
            }
            Callers.Call<Integer> canceller = callers.start(() -> {
                together.await();
                for (int i = 0; i < futures.size(); i += 2) {
                    futures.get(i).cancel(true);
                }
                return 0;
            });
            together.await();
            for (int i = 1; i < futures.size(); i += 2) {
                futures.get(i).get(30, TimeUnit.SECONDS);
            }
            canceller.get();
        }
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void closingOverThemFinishesAll() throws Exception {
        List<CompletableFuture<?>> futures = stopInTheMiddle();
        Callers.Call<Integer> closing = callers.start(() -> {
            queue.close();
            return 0;
        });
        gate.open();
        closing.get();

        for (CompletableFuture<?> future : futures) {
            future.get(30, TimeUnit.SECONDS);
        }
        assertThat(ran).hasSize(MANY - 1);
    }

    @Test
    void shutdownNowGivesThemBack() throws Exception {
        List<CompletableFuture<?>> futures = stopInTheMiddle();
        List<Runnable> left = queue.shutdownNow();

        assertThat(left).hasSize(MANY / 2 - 1);
        assertThat(queue.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasSize(MANY / 2);
        assertThatThrownBy(futures.get(MANY - 1)::join).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void aThreadInLineComesBeforeThoseSubmittedLater() throws Exception {
        Gate start = new Gate();
        callers.hold(queue, start);
        submitMany(0);
        Callers.Call<List<Integer>> caller = callers.startInLine(queue, MANY + 1, () -> List.copyOf(ran));
        submitMany(MANY);
        start.open();

        assertThat(caller.get()).isEqualTo(numbers(0, MANY));
        queue.run(() -> {});
        assertThat(ran).isEqualTo(numbers(0, 2 * MANY));
    }

    private void submitMany(int from) {
        for (int i = from; i < from + MANY; i++) {
            int number = i;
            queue.execute(() -> ran.add(number));
        }
    }

    @Test
    void aDependentOfOneMayWaitForTheNext() throws Exception {
        Gate start = new Gate();
        callers.hold(queue, start);
        List<CompletableFuture<Integer>> told = new ArrayList<>();
        CompletableFuture<Integer> before = queue.submit(() -> 0);
        for (int i = 1; i < 100; i++) {
            CompletableFuture<Integer> next = queue.submit(() -> 1);
            told.add(before.thenApply(result -> next.join()));
            before = next;
        }
        start.open();

        for (CompletableFuture<Integer> one : told) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void submittersOnManyThreadsLoseNothing() throws Exception {
        AtomicInteger count = new AtomicInteger();
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads * MANY);
        List<Callers.Call<Integer>> submitters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            submitters.add(callers.start(() -> {
                for (int i = 0; i < MANY; i++) {
                    // Not atomic: two at a time would lose some.
                    queue.execute(() -> {
                        count.setPlain(count.getPlain() + 1);
                        done.countDown();
                    });
                }
                return 0;
            }));
        }
        for (Callers.Call<Integer> submitter : submitters) {
            submitter.get();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.call(count::getPlain)).isEqualTo(threads * MANY);
        assertThat(queue.stats().turns()).isEqualTo(threads * MANY + 1);
    }

    /** Two threads that meet for the first time make a contention each, and one of these is thrown away. */
    @Test
    void aContentionThatIsThrownAwayHidesNoneOfThem() throws Exception {
        TurnTimer timer = new TurnTimer("twice");
        QueueConfig config = QueueConfig.of("twice", pool, new ClassLoaderCarrier(), timer);
        try (SerialQueue twice = new SerialQueue(config)) {
            Contention used = twice.turns().contention();
            Contention thrownAway = new Contention(twice.turns(), twice.turns().holders());
            assertThat(thrownAway).isNotSameAs(used);
            List<CompletableFuture<Boolean>> inline = new ArrayList<>();
            callers.hold(twice, gate);
            for (int i = 0; i < MANY; i++) {
                inline.add(twice.submit(() -> twice.call(twice::isInTurn)));
            }
            gate.open();

            for (CompletableFuture<Boolean> one : inline) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            timer.stop();
        }
    }

    @Test
    void aReaderThatComesAmongThemReads() throws Exception {
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        TurnTimer timer = new TurnTimer("chained");
        QueueConfig config = QueueConfig.of("chained", pool, new ClassLoaderCarrier(), timer);
        try (SerialQueue chained = new SerialQueue(config)) {
            CountDownLatch left = new CountDownLatch(10 * MANY);
            chain(chained, left, read -> {
                overlaps.addAndGet(read ? writing.get() : writing.getAndIncrement());
                left.countDown();
                writing.addAndGet(read ? 0 : -1);
            });
            assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();

            chained.run(() -> {});
            assertThat(overlaps).hasValue(0);
            assertThat(chained.stats().running()).isZero();
        } finally {
            timer.stop();
        }
    }

    /** Each body submits the next, two readers after each writer, and so on as long as there is something left. */
    private void chain(SerialQueue chained, CountDownLatch left, Consumer<Boolean> body) {
        boolean read = left.getCount() % 3 != 0;
        CompletableFuture<?> unseen = chained.submitAsync(
                () -> {
                    if (left.getCount() > 1) {
                        chain(chained, left, body);
                    }
                    body.accept(read);
                    return CompletableFuture.completedStage(null);
                },
                "chained",
                CallSettings.of(read ? Access.READ : Access.WRITE, Overflow.REJECT, null));
        assertThat(unseen).isNotNull();
    }
}
