package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import io.sharer.spi.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    /** X waits for c and helps Y meanwhile; c's turn comes to X beneath Y, which asks for c. */
    @Test
    void aTurnThatCameToTheBodyBeneathAHelpedOneIsPartOfTheGraph() throws Exception {
        askForATurnThatCameBeneath(c -> {});
    }

    /** As before, but X is first in line for a moment only, after a turn so short that X is woken to try for itself. */
    @Test
    void aTurnThatTheBodyBeneathAHelpedOneIsWokenForIsHandedToIt() throws Exception {
        askForATurnThatCameBeneath(c -> new Callers().startInLine(c, 1, () -> "before X"));
    }

    private void askForATurnThatCameBeneath(Consumer<SerialQueue> aheadOfX) throws Exception {
        SerialQueue c = (SerialQueue) SerialExecutor.builder("c").build();
        Gate inY = new Gate();
        Gate inX = new Gate();
        CompletableFuture<String> x = a.submit(() -> {
            inX.call();
            return c.call(() -> "X in c");
        });
        inX.awaitReached();
        CompletableFuture<CompletableFuture<String>> y = new CompletableFuture<>();
        Callers.Call<String> holder = new Callers()
                .start(() -> c.call(() -> {
                    CompletableFuture<String> queued = b.submit(() -> {
                        inY.call();
                        return c.call(() -> "Y in c");
                    });
                    y.complete(queued);
                    aheadOfX.accept(c);
                    inX.open();
                    try {
                        return queued.get();
                    } catch (InterruptedException e) {
                        return "gave up";
                    }
                }));
        inY.awaitReached();
        holder.thread().interrupt();
        assertThat(holder.get()).isEqualTo("gave up");
        await().until(() -> c.stats().length() == 0 && c.stats().running() == 1);
        inY.open();

        assertThatThrownBy(() -> y.join().get()).hasCauseInstanceOf(TurnDeadlockException.class);
        assertThat(x.join()).isEqualTo("X in c");
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
        CompletableFuture<Boolean> outer = a.submit(() -> {
            other.execute(() -> ranOn.set(Thread.currentThread()));
            Callers.Call<Boolean> end = new Callers().start(() -> {
                asked.await();
                other.drain(() -> {});
                return true;
            });
            return other.call(end::get);
        });

        assertThat(outer.join()).isTrue();
        assertThat(ranOn.get())
                .isNotSameAs(oneThread.submit(Thread::currentThread).get());
    }
}
