package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.Turn;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * While a turn is left to a stage, the code that will complete the stage may call the queue: it runs inline. Nobody
 * else comes in.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what a body leaves behind is told by its stage
class ContinuationTest {
    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    private final SerialExecutor till =
            SerialExecutor.builder("till").executor(pool).build();

    private final SerialExecutor store =
            SerialExecutor.builder("store").executor(pool).build();

    private final Callers callers = new Callers();

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private String book(String what) {
        try {
            return till.call(() -> what + " booked");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDependentOfAFutureMadeInTheTurnRunsInline() throws Exception {
        CompletableFuture<String> paid =
                till.submitStage(() -> store.submit(() -> "loaded").thenApply(this::book));

        assertThat(get(paid)).isEqualTo("loaded booked");
    }

    @Test
    void anAsynchronousDependentDoesToo() throws Exception {
        CompletableFuture<String> paid =
                till.submitStage(() -> store.submit(() -> "loaded").thenApplyAsync(this::book));

        assertThat(get(paid)).isEqualTo("loaded booked");
    }

    @Test
    void aDependentOfADependentDoesToo() throws Exception {
        CompletableFuture<String> paid = till.submitStage(() -> store.submit(() -> "loaded")
                .thenApplyAsync(String::toUpperCase)
                .thenCompose(text -> CompletableFuture.completedFuture(text))
                .thenApplyAsync(this::book));

        assertThat(get(paid)).isEqualTo("LOADED booked");
    }

    @Test
    void aBodySubmittedInsideTheTurnDoesToo() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> paid = till.submitStage(() -> {
            store.execute(() -> {
                awaitLatch(left);
                stage.complete(book("from the store"));
            });
            return stage;
        });
        await().until(() -> till.stats().running() == 1);
        left.countDown();

        assertThat(get(paid)).isEqualTo("from the store booked");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itIsPartOfTheSameTurn() throws Exception {
        till.submitStage(() -> store.submit(() -> "loaded").thenApply(this::book))
                .get(30, TimeUnit.SECONDS);

        assertThat(till.stats().turns()).isEqualTo(1);
    }

    @Test
    void aStrangerWaitsUntilTheStageIsDone() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> held = till.submitStage(() -> stage);
        AtomicBoolean ran = new AtomicBoolean();
        Callers.Call<Boolean> stranger = callers.startInLine(till, 1, () -> ran.getAndSet(true));

        assertThat(ran).isFalse();
        stage.complete("done");
        assertThat(get(held)).isEqualTo("done");
        stranger.get();
        assertThat(ran).isTrue();
    }

    @Test
    void theTurnDoesNotEndWhileAContinuationRunsInIt() throws Exception {
        Gate inside = new Gate();
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<?>> continued = new CompletableFuture<>();
        CompletableFuture<String> paid = till.submitStage(() -> {
            continued.complete(store.submit(() -> "loaded").thenRunAsync(() -> callGate(inside)));
            return stage;
        });
        inside.awaitReached();
        AtomicBoolean next = new AtomicBoolean();
        CompletableFuture<Boolean> behind = till.submit(() -> next.getAndSet(true));
        stage.complete("done");

        assertThat(next).isFalse();
        assertThat(paid).isNotDone();
        inside.open();
        get(get(continued));
        assertThat(get(paid)).isEqualTo("done");
        assertThat(get(behind)).isFalse();
    }

    private void callGate(Gate gate) {
        try {
            till.call(gate);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSecondContinuationWaitsForTheFirst() throws Exception {
        Gate inside = new Gate();
        CompletableFuture<CompletableFuture<?>> first = new CompletableFuture<>();
        CompletableFuture<String> paid = till.submitStage(() -> {
            CompletableFuture<Void> one = store.submit(() -> "first").thenRunAsync(() -> callGate(inside));
            CompletableFuture<String> other = store.submit(() -> {
                        inside.awaitReached();
                        return "second";
                    })
                    .thenApplyAsync(this::book);
            first.complete(other);
            return one.thenCombine(other, (nothing, text) -> text);
        });
        inside.awaitReached();

        assertThat(get(first)).isNotDone();
        inside.open();
        assertThat(get(paid)).isEqualTo("second booked");
    }

    @Test
    void aContinuationThatComesWhileTheBodyStillRunsWaitsForThat() throws Exception {
        Gate body = new Gate();
        CompletableFuture<String> booked = new CompletableFuture<>();
        CompletableFuture<String> paid = till.submitStage(() -> {
            store.execute(() -> booked.complete(book("early")));
            body.call();
            return booked;
        });
        body.awaitReached();
        await().until(() -> store.stats().running() == 1);
        body.open();

        assertThat(get(paid)).isEqualTo("early booked");
    }

    @Test
    void aBodyThatWaitsForItsOwnContinuationIsADeadlock() {
        CompletableFuture<String> paid = till.submitStage(() -> {
            String text = store.submit(() -> book("never")).join();
            return CompletableFuture.completedFuture(text);
        });

        assertThatThrownBy(() -> get(paid)).hasRootCauseInstanceOf(TurnDeadlockException.class);
        assertThat(till.submit(() -> "free").join()).isEqualTo("free");
    }

    @Test
    void onceTheTurnIsOverACallQueuesAsAnyOther() throws Exception {
        CompletableFuture<CompletableFuture<String>> loading = new CompletableFuture<>();
        Gate loaded = new Gate();
        CompletableFuture<String> paid = till.submitStage(() -> {
            loading.complete(store.submit(loaded));
            return CompletableFuture.completedFuture("paid");
        });
        get(paid);
        Gate holder = new Gate();
        callers.hold(till, holder);
        CompletableFuture<String> late = get(loading).thenApplyAsync(this::book);
        loaded.open();
        Callers.awaitLength(till, 1);

        assertThat(late).isNotDone();
        holder.open();
        assertThat(get(late)).isEqualTo("passed booked");
    }

    @Test
    void aWriteInAContinuationOfAReadIsRefused() throws Exception {
        SerialQueue archive =
                new SerialQueue(QueueConfig.of("archive", pool, new ClassLoaderCarrier(), new TurnTimer("t")));
        CallSettings read = CallSettings.of(io.sharer.Access.READ, io.sharer.Overflow.REJECT, null);
        CompletionStage<Object> result = archive.submitAsync(
                () -> store.submit(() -> "read").thenApply(text -> {
                    archive.run(() -> {});
                    return text;
                }),
                "read",
                read);

        assertThatThrownBy(() -> get(result.toCompletableFuture())).hasStackTraceContaining("SHARER-117");
    }

    @Test
    void theContinuationReentersInlineAsOftenAsItLikes() throws Exception {
        CompletableFuture<String> paid = till.submitStage(
                () -> store.submit(() -> "loaded").thenApply(text -> book(book(text)) + " in " + tillsTurn()));

        assertThat(get(paid)).isEqualTo("loaded booked booked in 1");
    }

    private long tillsTurn() {
        try {
            return till.call(() -> till.call(() -> till.stats().turns()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAContinuationThrowsFailsTheStageAndFreesTheTurn() throws Exception {
        CompletableFuture<String> paid =
                till.submitStage(() -> store.submit(() -> "loaded").thenApply(text -> {
                    till.run(() -> {
                        throw new IllegalStateException("refused");
                    });
                    return text;
                }));

        assertThatThrownBy(() -> get(paid)).hasMessageContaining("refused");
        assertThat(till.call(() -> "free")).isEqualTo("free");
    }

    @Test
    void aChainOfBodiesThatSubmitEachOtherDoesNotGrow() throws Exception {
        CompletableFuture<Integer> last = new CompletableFuture<>();
        resubmit(100_000, last);

        assertThat(get(last)).isZero();
        assertThat(RunningTurn.continuation()).isNull();
        assertThat(Turn.current()).isEmpty();
    }

    private void resubmit(int left, CompletableFuture<Integer> last) {
        if (left == 0) {
            last.complete(depth(RunningTurn.continuation()));
        } else {
            store.execute(() -> resubmit(left - 1, last));
        }
    }

    /** How many turns that are over are still known from here. */
    private static int depth(@Nullable Continuation continuation) {
        return continuation == null ? -1 : continuation.depth();
    }

    @Test
    void aTimedCallOfAStrangerStillTimesOut() throws Exception {
        try (SerialExecutor impatient = SerialExecutor.builder("impatient")
                .executor(pool)
                .timeout(Duration.ofMillis(5))
                .build()) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            impatient.submitStage(() -> stage);
            await().until(() -> impatient.stats().running() == 1);

            assertThatThrownBy(() -> impatient.call(() -> "in")).isInstanceOf(TurnTimeoutException.class);
            stage.complete("done");
        }
    }
}
