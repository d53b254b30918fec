package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body can ask which turn it runs in. */
class CurrentTurnTest {
    @AutoClose
    private final SerialExecutor till = SerialExecutor.builder("till").build();

    @AutoClose
    private final SerialExecutor safe = SerialExecutor.builder("safe").build();

    private final Callers callers = new Callers();

    /** From the first question on, synchronous turns are noted. */
    @BeforeEach
    void askOnce() {
        assertThat(Turn.current()).isEmpty();
    }

    @Test
    void aCallKnowsItsQueue() throws Exception {
        assertThat(till.call(Turn::current).map(Turn::queue)).contains("till");
        till.run(() -> assertThat(Turn.current().map(Turn::queue)).contains("till"));
    }

    @Test
    void aSubmittedBodyKnowsItsQueue() {
        assertThat(till.submit(Turn::current).join().map(Turn::queue)).contains("till");
    }

    @Test
    void anExecutedBodyKnowsItsQueue() throws Exception {
        CompletableFuture<Optional<Turn>> told = new CompletableFuture<>();
        till.execute(() -> told.complete(Turn.current()));

        assertThat(told.get(30, TimeUnit.SECONDS).map(Turn::queue)).contains("till");
    }

    @Test
    void nobodyOutsideIsInATurn() throws Exception {
        till.call(() -> "done");
        till.submit(() -> "done").join();

        assertThat(Turn.current()).isEmpty();
    }

    @Test
    void ofNestedTurnsTheInnermostIsTold() throws Exception {
        Optional<Turn> inner = till.call(() -> safe.call(Turn::current));
        Optional<Turn> outer = till.call(() -> {
            safe.call(() -> "done");
            return Turn.current();
        });

        assertThat(inner.map(Turn::queue)).contains("safe");
        assertThat(outer.map(Turn::queue)).contains("till");
    }

    @Test
    void aReentrantCallIsInTheTurnThatItRunsIn() throws Exception {
        Optional<Turn> told = till.call(() -> safe.call(() -> till.call(Turn::current)));

        assertThat(told.map(Turn::queue)).contains("till");
        assertThat(told.map(Turn::number)).contains(1L);
    }

    @Test
    void numbersGoUp() throws Exception {
        assertThat(till.call(Turn::current).map(Turn::number)).contains(1L);
        assertThat(till.submit(Turn::current).join().map(Turn::number)).contains(2L);
        assertThat(till.call(Turn::current).map(Turn::number)).contains(3L);
        assertThat(till.submit(Turn::current).join().map(Turn::number)).contains(4L);
    }

    @Test
    void readersBesideEachOtherHaveNumbersOfTheirOwn() throws Exception {
        SerialExecutor licences = SerialExecutor.builder("licences").permits(2).build();
        try (licences) {
            CountDownLatch both = new CountDownLatch(2);
            CompletableFuture<Long> one = licences.submit(() -> numberWhenBothRun(both));
            CompletableFuture<Long> other = licences.submit(() -> numberWhenBothRun(both));

            assertThat(one.get(30, TimeUnit.SECONDS) + other.get(30, TimeUnit.SECONDS))
                    .isEqualTo(1 + 2);
        }
    }

    private static long numberWhenBothRun(CountDownLatch both) throws InterruptedException {
        both.countDown();
        both.await();
        return Turn.current().orElseThrow().number();
    }

    @Test
    void aTurnThatWasFreeWasNotWaitedFor() throws Exception {
        assertThat(till.call(Turn::current).map(Turn::waited)).contains(Duration.ZERO);
    }

    @Test
    void theWaitIsTold() throws Exception {
        Gate gate = new Gate();
        callers.hold(till, gate);
        Callers.Call<Optional<Turn>> thread = callers.startInLine(till, 1, Turn::current);
        CompletableFuture<Optional<Turn>> body = till.submit(Turn::current);
        long before = System.nanoTime();
        CompletableFuture<Optional<Turn>> later = till.submit(Turn::current);
        gate.open();

        assertThat(thread.get().orElseThrow().waited()).isPositive();
        assertThat(body.join().orElseThrow().waited()).isPositive();
        Duration wait = later.join().orElseThrow().waited();
        assertThat(wait).isPositive().isLessThan(Duration.ofNanos(System.nanoTime() - before));
    }

    @Test
    void theTimeOfRunningGoesOn() throws Exception {
        till.call(() -> {
            Turn turn = Turn.current().orElseThrow();
            Duration first = turn.running();
            assertThat(turn.running()).isGreaterThanOrEqualTo(first);
            return "done";
        });
    }

    @Test
    void theThreadOfADependentIsInNoTurn() throws Exception {
        CompletableFuture<Optional<Turn>> told = till.submit(() -> "body").thenApply(result -> Turn.current());

        assertThat(told.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void theLastTurnIsOneToo() {
        List<Turn> told = new ArrayList<>();
        SerialQueue ending = (SerialQueue) SerialExecutor.builder("ending").build();
        ending.run(() -> {});

        ending.close(() -> Turn.current().ifPresent(told::add));

        assertThat(told).extracting(Turn::queue).containsExactly("ending");
        assertThat(told).extracting(Turn::number).containsExactly(2L);
        assertThat(told).extracting(Turn::waited).containsExactly(Duration.ZERO);
        assertThat(Turn.current()).isEmpty();
    }

    @Test
    void theLastTurnOnADedicatedThreadIsOneToo() {
        List<Turn> told = new ArrayList<>();
        SerialQueue ending = (SerialQueue)
                SerialExecutor.builder("ending").runOn(RunOn.DEDICATED_THREAD).build();
        ending.run(() -> {});

        ending.close(() -> Turn.current().ifPresent(told::add));

        assertThat(told).extracting(Turn::queue).containsExactly("ending");
        assertThat(told).extracting(Turn::number).containsExactly(2L);
    }

    @Test
    void itsTextTellsWhatItTells() throws Exception {
        assertThat(till.call(() -> Turn.current().orElseThrow().toString()))
                .matches("Turn\\[queue=till, number=1, waited=PT0S, running=PT[0-9.E-]+S]");
    }
}
