package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnTimeoutException;
import io.sharer.spi.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The stage is completed by a thread that must not run what depends on the future. */
    @Test
    void theOutcomeOfAStageIsToldThoughTheOnlyThreadWaitsForIt() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> outer =
                a.submit(() -> b.submitStage(() -> stage).join());
        await().until(() -> stage.getNumberOfDependents() > 0);
        stage.complete("done");

        assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    /** Nobody helps there, and nobody has to: what is late is told by a thread of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimeOutIsToldThoughTheOnlyThreadWaitsForItInATaskOfItsOwn(boolean timed) throws Exception {
        SerialExecutor impatient = impatient();
        Gate holds = new Gate();
        Callers.Call<String> holder = new Callers().start(() -> impatient.call(holds));
        holds.awaitReached();
        Future<String> outer = oneThread.submit(() -> {
            CompletableFuture<String> late = impatient.submit(() -> "in time");
            return timed ? late.get(1, TimeUnit.HOURS) : late.get();
        });

        assertThatThrownBy(() -> outer.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(TurnTimeoutException.class);
        holds.open();
        assertThat(holder.get()).isEqualTo("passed");
    }

    private SerialExecutor impatient() {
        return SerialExecutor.builder("impatient")
                .executor(oneThread)
                .timeout(Duration.ofMillis(50))
                .build();
    }

    @Test
    void aTimeOutIsToldThoughTheOnlyThreadWaitsForIt() throws Exception {
        SerialExecutor impatient = impatient();
        Gate holds = new Gate();
        Callers.Call<String> holder = new Callers().start(() -> impatient.call(holds));
        holds.awaitReached();
        CompletableFuture<String> outer =
                a.submit(() -> impatient.submit(() -> "in time").join());

        assertThatThrownBy(() -> outer.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(TurnTimeoutException.class);
        holds.open();
        assertThat(holder.get()).isEqualTo("passed");
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

    /** X waits for c and helps Y meanwhile; c's turn comes to X beneath Y, which asks for c. */
    @Test
    void aTurnThatCameToTheBodyBeneathAHelpedOneIsPartOfTheGraph() throws Exception {
        WaitBeneath beneath = new WaitBeneath(c -> {}, c -> c.call(() -> "Y in c"));
        beneath.letTurnCome();
        beneath.awaitTurn();
        beneath.letHelpedOneAsk();

        beneath.assertThatTheHelpedOneFails();
    }

    /** As before, but X is first in line for a moment only, after a turn so short that X is woken to try for itself. */
    @Test
    void aTurnThatTheBodyBeneathAHelpedOneIsWokenForIsHandedToIt() throws Exception {
        WaitBeneath beneath =
                new WaitBeneath(c -> new Callers().startInLine(c, 1, () -> "before X"), c -> c.call(() -> "Y in c"));
        beneath.letTurnCome();
        beneath.awaitTurn();
        beneath.letHelpedOneAsk();

        beneath.assertThatTheHelpedOneFails();
    }

    /** The circle is closed when the turn comes, and nobody begins to wait then. */
    @Test
    void aTurnThatComesBeneathAHelpedOneThatWaitsForItIsADeadlock() throws Exception {
        WaitBeneath beneath = new WaitBeneath(c -> {}, c -> c.call(() -> "Y in c"));
        beneath.letHelpedOneAsk();
        await().until(() -> beneath.c.stats().length() == 2);
        beneath.letTurnCome();

        beneath.assertThatTheHelpedOneFails();
    }

    @Test
    void aTurnThatComesBeneathAHelpedOneThatWaitsForALaterBodyIsADeadlock() throws Exception {
        WaitBeneath beneath =
                new WaitBeneath(c -> {}, c -> c.submit(() -> "Y's body in c").get());
        beneath.letHelpedOneAsk();
        await().until(() -> beneath.c.stats().length() == 2);
        beneath.letTurnCome();

        beneath.assertThatTheHelpedOneFails();
    }

    @Test
    void aTurnThatComesBeneathAHelpedOneThatWaitsForALaterCallerIsADeadlock() throws Exception {
        try (SerialExecutor d = SerialExecutor.builder("d").build()) {
            Callers callers = new Callers();
            Gate inD = new Gate();
            WaitBeneath beneath = new WaitBeneath(c -> {}, c -> d.call(() -> "Y in d"));
            Callers.Call<String> z = callers.start(() -> d.call(() -> {
                inD.call();
                return beneath.c.call(() -> "Z in c");
            }));
            inD.awaitReached();
            beneath.letHelpedOneAsk();
            await().until(() -> d.stats().length() == 1);
            inD.open();
            await().until(() -> beneath.c.stats().length() == 2);
            Callers.awaitParked(beneath.c, 1);
            beneath.letTurnCome();

            beneath.assertThatTheHelpedOneFails();
            assertThat(z.get()).isEqualTo("Z in c");
        }
    }

    private interface Asking {
        String of(SerialQueue c) throws Exception;
    }

    /** X waits for c, which another holds, and helps Y meanwhile, whom that other has had run by waiting for it. */
    private final class WaitBeneath {
        final SerialQueue c = (SerialQueue) SerialExecutor.builder("c").build();
        private final Gate inC = new Gate();
        private final Gate inY = new Gate();
        private final CompletableFuture<String> x;
        private final CompletableFuture<String> y;
        private final Callers.Call<String> holder;

        WaitBeneath(Consumer<SerialQueue> aheadOfX, Asking asking) throws Exception {
            Gate inX = new Gate();
            x = a.submit(() -> {
                inX.call();
                return c.call(() -> "X in c");
            });
            inX.awaitReached();
            CompletableFuture<CompletableFuture<String>> queuedY = new CompletableFuture<>();
            holder = new Callers()
                    .start(() -> c.call(() -> {
                        CompletableFuture<String> queued = b.submit(() -> {
                            inY.call();
                            return asking.of(c);
                        });
                        queuedY.complete(queued);
                        aheadOfX.accept(c);
                        inX.open();
                        try {
                            return queued.get();
                        } catch (InterruptedException e) {
                            inC.call();
                            return "gave up";
                        }
                    }));
            y = queuedY.get(30, TimeUnit.SECONDS);
            inY.awaitReached();
            holder.thread().interrupt();
            inC.awaitReached();
        }

        void letHelpedOneAsk() {
            inY.open();
        }

        void letTurnCome() throws Exception {
            inC.open();
            assertThat(holder.get()).isEqualTo("gave up");
        }

        void awaitTurn() {
            await().until(() -> c.stats().length() == 0 && c.stats().running() == 1);
        }

        void assertThatTheHelpedOneFails() {
            assertThatThrownBy(() -> y.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TurnDeadlockException.class);
            assertThat(x.join()).isEqualTo("X in c");
        }
    }

    @Test
    void aTimedWaitRunsItToo() {
        CompletableFuture<String> outer =
                a.submit(() -> b.submit(() -> "helped").get(1, TimeUnit.MINUTES));

        assertThat(outer.join()).isEqualTo("helped");
    }

    @Test
    void aTimedWaitThatIsOverBeforeThatEndsInTime() {
        CompletableFuture<String> outer =
                a.submit(() -> b.submit(() -> "helped").get(1, TimeUnit.MILLISECONDS));

        assertThatThrownBy(outer::get).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aDependentOfABodyThatIsRunToHelpRunsOutsideTheTurnBeneath() {
        AtomicReference<CompletableFuture<String>> dependent = new AtomicReference<>();
        String helped = a.submit(() -> {
                    CompletableFuture<String> stranger = b.submit(() -> "helped");
                    dependent.set(stranger.thenApply(text -> call(a, text + " and after the turn")));
                    return stranger.join();
                })
                .join();

        assertThat(helped).isEqualTo("helped");
        assertThat(Objects.requireNonNull(dependent.get()).join()).isEqualTo("helped and after the turn");
    }

    private static String call(SerialExecutor queue, String text) {
        try {
            return queue.call(() -> text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** As one to whose thread a transaction is bound. */
    @Test
    void aWaiterToWhomSomethingIsBoundThatAStrangerMustNotMeetDoesNotRunIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        Transactions bound = new Transactions() {
            @Override
            public boolean isActive() {
                asked.countDown();
                return true;
            }

            @Override
            public @Nullable Object key() {
                return null;
            }

            @Override
            public void whenCompleted(Runnable action) {
                throw new AssertionError("nobody asks for a turn until the commit");
            }
        };
        SerialQueue other =
                new SerialQueue(QueueConfig.of("other", oneThread, new ClassLoaderCarrier(), new TurnTimer("bound"))
                        .withTransactions(bound));
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        CompletableFuture<String> outer = a.submit(() -> {
            other.execute(() -> ranOn.set(Thread.currentThread()));
            return other.call(() -> "served");
        });
        asked.await();
        other.drain(() -> {});

        assertThat(outer.join()).isEqualTo("served");
        assertThat(ranOn.get())
                .isNotSameAs(oneThread.submit(Thread::currentThread).get());
    }
}
