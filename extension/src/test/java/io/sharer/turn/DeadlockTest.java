package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Circles of waits are found by the one that closes them, which fails; the others go on. */
class DeadlockTest {
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    private final SerialQueue a = queue("a");
    private final SerialQueue b = queue("b");
    private final SerialQueue c = queue("c");
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private static SerialQueue queue(String name) {
        return (SerialQueue) SerialExecutor.builder(name).build();
    }

    /** Takes the turn of one queue, says so, waits for the gate, and asks for a turn of another. */
    private Callers.Call<String> holdAndAsk(SerialQueue held, Gate until, SerialQueue asked) throws Exception {
        Callers.Call<String> call = callers.start(() -> held.call(() -> {
            until.call();
            return asked.call(() -> "both");
        }));
        until.awaitReached();
        return call;
    }

    @Test
    void whoClosesACircleOfTwoFailsAndTheOtherGoesOn() throws Exception {
        Callers.Call<String> first = holdAndAsk(a, gate, b);
        assertThatThrownBy(() -> b.call(() -> {
                    gate.open();
                    Callers.awaitParked(b, 1);
                    return a.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
        assertThat(a.stats().length()).isZero();
    }

    @Test
    void theMessageTellsTheWholeCircleOfThree() throws Exception {
        Gate other = new Gate();
        Callers.Call<String> first = holdAndAsk(a, gate, b);
        Callers.Call<String> second = holdAndAsk(b, other, c);
        assertThatThrownBy(() -> c.call(
                        () -> {
                            gate.open();
                            other.open();
                            Callers.awaitParked(b, 1);
                            Callers.awaitParked(c, 1);
                            return a.call(() -> "never");
                        },
                        "Till.close()",
                        CallSettings.DEFAULT,
                        true))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageStartingWith("SHARER-122: deadlock")
                .hasMessageContainingAll(
                        "waits for a turn in the queue 'a'",
                        "the thread 'caller-1'",
                        "waits for a turn in the queue 'b'",
                        "the thread 'caller-2'",
                        "waits for a turn in the queue 'c'",
                        "Till.close(), which has the turn of the queue 'c'");

        assertThat(first.get()).isEqualTo("both");
        assertThat(second.get()).isEqualTo("both");
    }

    @Test
    void aBodyThatWaitsForOneQueuedBehindItselfFails() {
        assertThatThrownBy(() -> a.call(() -> a.submit(() -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("the future of ");
        assertThatThrownBy(() -> a.call(() -> a.submit(() -> "behind").get()))
                .isInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aSubmittedBodyThatWaitsForOneQueuedBehindItselfFails() {
        CompletableFuture<String> outer =
                a.submit(() -> a.submit(() -> "behind").join());

        assertThatThrownBy(outer::get).hasCauseInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aWaitWithATimeOutOfItsOwnEndsByItself() throws Exception {
        assertThatThrownBy(() -> a.call(() -> a.submit(() -> "behind").get(1, TimeUnit.MILLISECONDS)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aCircleThroughAFutureIsFound() throws Exception {
        // The body in b waits for a turn of a, whose holder waits for that body.
        assertThatThrownBy(() -> a.call(() -> {
                    CompletableFuture<String> inB = b.submit(() -> a.call(() -> "in a"));
                    Callers.awaitParked(a, 1);
                    return inB.join();
                }))
                .isInstanceOf(TurnDeadlockException.class);
        b.close();
    }

    @Test
    void aCircleClosedByAQueuedBodyFailsItsFuture() throws Exception {
        Callers.Call<String> first = callers.start(() -> a.call(() -> {
            gate.call();
            return b.call(() -> "both");
        }));
        gate.awaitReached();
        CompletableFuture<String> second = b.submit(() -> {
            gate.open();
            Callers.awaitParked(b, 1);
            return a.call(() -> "never");
        });

        assertThatThrownBy(second::get).hasCauseInstanceOf(TurnDeadlockException.class);
        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // what a body returns is the queue's
    void aCircleOfStagesIsToldStageByStage() {
        CompletableFuture<Object> outer = a.submitAsync(
                () -> b.submitAsync(
                        () -> a.submitAsync(
                                () -> CompletableFuture.completedFuture("never"), "P.end()", CallSettings.DEFAULT),
                        "Q.back()",
                        CallSettings.DEFAULT),
                "P.go()",
                CallSettings.DEFAULT);

        // Either of the two stages may be the later one.
        String goes = "P.go\\(\\), (queued in|which has the turn of the queue) 'a'";
        String back = "Q.back\\(\\), (queued in|which has the turn of the queue) 'b'";
        String fromGo = "the stage of " + goes + ", waits for the future of Q.back\\(\\)\\R"
                + "  - that has to wait for " + back + ", and whose stage waits for the future of P.end\\(\\)\\R"
                + "  - that has to wait for " + goes + ", which is where the circle closes\\R";
        String fromBack = "the stage of " + back + ", waits for the future of P.end\\(\\)\\R"
                + "  - that has to wait for " + goes + ", and whose stage waits for the future of Q.back\\(\\)\\R"
                + "  - that has to wait for " + back + ", which is where the circle closes\\R";
        assertThatThrownBy(outer::get)
                .cause()
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageMatching("SHARER-122: deadlock, so this stage fails and the others go on: (" + fromGo + "|"
                        + fromBack + ")A stage that waits for a call .* this\\.method\\(\\).*");
    }

    @Test
    void aTurnThatLastsUntilAFutureBehindItIsDoneFails() {
        CompletableFuture<String> outer = a.submitStage(() -> a.submit(() -> "behind"));

        assertThatThrownBy(outer::get).hasCauseInstanceOf(TurnDeadlockException.class);
        assertThat(a.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void aWriterThatWaitsForAReaderThatWaitsForTheWriterFails() throws Exception {
        Callers.Call<String> reader = callers.start(() -> a.call(
                () -> {
                    gate.call();
                    return b.call(() -> "both");
                },
                "read",
                READ,
                true));
        gate.awaitReached();
        assertThatThrownBy(() -> b.call(() -> {
                    gate.open();
                    Callers.awaitParked(b, 1);
                    return a.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(reader.get()).isEqualTo("both");
    }

    @Test
    void withPermitsItIsADeadlockOnlyIfAllHoldersAreStuck() throws Exception {
        SerialQueue licences =
                (SerialQueue) SerialExecutor.builder("licences").permits(2).build();
        Gate free = new Gate();
        Gate stuck = new Gate();
        callers.hold(licences, free);
        Callers.Call<String> holder = holdAndAsk(licences, stuck, b);
        Callers.Call<String> third = callers.start(() -> b.call(() -> {
            stuck.open();
            Callers.awaitLength(b, 1);
            return licences.call(() -> "had a licence");
        }));
        Callers.awaitLength(licences, 1);
        free.open();

        assertThat(third.get()).isEqualTo("had a licence");
        assertThat(holder.get()).isEqualTo("both");
    }

    @Test
    void withPermitsAllHoldersStuckIsADeadlock() throws Exception {
        SerialQueue licences =
                (SerialQueue) SerialExecutor.builder("licences").permits(2).build();
        Gate one = new Gate();
        Gate two = new Gate();
        Callers.Call<String> first = holdAndAsk(licences, one, b);
        Callers.Call<String> second = holdAndAsk(licences, two, b);
        assertThatThrownBy(() -> b.call(() -> {
                    one.open();
                    two.open();
                    Callers.awaitParked(b, 2);
                    return licences.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
        assertThat(second.get()).isEqualTo("both");
    }

    @Test
    void aLongWaitThatIsNoCircleIsLeftAlone() throws Exception {
        Callers.Call<String> holder = callers.hold(a, gate);
        Callers.Call<String> middle = callers.start(() -> b.call(() -> a.call(() -> "middle")));
        Callers.awaitLength(a, 1);
        Callers.Call<String> last = callers.start(() -> c.call(() -> b.call(() -> "last")));
        Callers.awaitLength(b, 1);
        gate.open();

        assertThat(holder.get() + middle.get() + last.get()).isEqualTo("passedmiddlelast");
    }

    /** Each takes the turn to its left and then the one to its right, over and over. */
    @Test
    void philosophersEatOrAreToldAndNeverStarve() throws Exception {
        int philosophers = 5;
        int meals = 400;
        List<SerialQueue> forks = new ArrayList<>();
        for (int i = 0; i < philosophers; i++) {
            forks.add(queue("fork " + i));
        }
        AtomicInteger eaten = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int i = 0; i < philosophers; i++) {
            SerialQueue left = forks.get(i);
            SerialQueue right = forks.get((i + 1) % philosophers);
            boolean thinks = i % 2 == 0;
            calls.add(callers.start(() -> {
                for (int meal = 0; meal < meals; ) {
                    try {
                        if (thinks) {
                            left.call(() -> right.submit(eaten::incrementAndGet).get());
                        } else {
                            left.call(() -> right.call(eaten::incrementAndGet));
                        }
                        meal++;
                    } catch (TurnDeadlockException e) {
                        told.incrementAndGet();
                    } catch (ExecutionException e) {
                        throw new AssertionError(e);
                    }
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(eaten.get()).isGreaterThanOrEqualTo(philosophers * meals);
        for (SerialQueue fork : forks) {
            fork.close();
            assertThat(fork.stats().length()).isZero();
        }
    }

    @Test
    void turnsTakenInTheSameOrderAreNeverCalledADeadlock() throws Exception {
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.start(() -> {
                for (int j = 0; j < 3_000; j++) {
                    a.call(() -> b.call(() -> c.call(() -> "all")));
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(c.stats().turns()).isEqualTo(12_000);
    }

    @Test
    void aDeadlockWithATimeOutIsFoundBeforeThat() throws Exception {
        SerialQueue patient = (SerialQueue)
                SerialExecutor.builder("patient").timeout(Duration.ofHours(1)).build();
        Callers.Call<String> first = holdAndAsk(a, gate, patient);
        assertThatThrownBy(() -> patient.call(() -> {
                    gate.open();
                    Callers.awaitParked(patient, 1);
                    return a.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void aCircleThroughAPlaceInLineIsFound() throws Exception {
        SerialQueue full = (SerialQueue) SerialExecutor.builder("full")
                .capacity(1)
                .overflow(Overflow.WAIT)
                .build();
        Callers.Call<String> first = callers.start(() -> full.call(() -> {
            gate.call();
            return a.call(() -> "both");
        }));
        gate.awaitReached();
        CompletableFuture<String> inTheOnePlace = full.submit(() -> "takes the one place");
        Callers.Call<String> second = callers.start(() -> a.call(() -> {
            gate.open();
            Callers.awaitParked(a, 1);
            return full.submit(() -> "waits for a place").join();
        }));

        assertThatThrownBy(second::get)
                .rootCause()
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("waits for a place in the queue 'full', which is full");
        assertThat(first.get()).isEqualTo("both");
        assertThat(inTheOnePlace.join()).isEqualTo("takes the one place");
    }

    /** Two threads close a circle at the same moment, over and over. */
    @Test
    void aCircleThatTwoCloseAtOnceIsFound() throws Exception {
        CallSettings patient = CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMinutes(1));
        int rounds = 3_000;
        AtomicInteger inBoth = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        AtomicInteger suffered = new AtomicInteger();
        List<Callers.Call<Object>> calls = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(2);
        for (boolean first : new boolean[] {true, false}) {
            SerialQueue mine = first ? a : b;
            SerialQueue others = first ? b : a;
            calls.add(callers.start(() -> {
                for (int i = 1; i <= rounds; i++) {
                    int round = i;
                    start.await();
                    try {
                        mine.call(() -> {
                            inBoth.incrementAndGet();
                            for (int spins = 1; inBoth.get() < 2 * round; spins++) {
                                spin(spins);
                            }
                            return others.call(() -> "both", "both", patient, true);
                        });
                    } catch (TurnDeadlockException e) {
                        told.incrementAndGet();
                    } catch (TurnTimeoutException e) {
                        suffered.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(suffered.get()).isZero();
        assertThat(told.get()).isEqualTo(rounds);
    }

    /** Where there are more threads than processors the other may have to be let on. */
    private static void spin(int spins) {
        if (spins % 10_000 == 0) {
            LockSupport.parkNanos(1);
        } else {
            Thread.onSpinWait();
        }
    }
}
