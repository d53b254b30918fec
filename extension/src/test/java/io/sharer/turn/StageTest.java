package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The turn of a body that returns a stage lasts until that is done. */
class StageTest {
    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("stages").build();

    @Test
    void theTurnLastsUntilTheStageIsDone() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = queue.submitStage(() -> stage);
        CompletableFuture<Boolean> second = queue.submit(stage::isDone);
        Callers.awaitLength(queue, 1);
        assertThat(first).isNotDone();

        stage.complete("done");

        assertThat(first.join()).isEqualTo("done");
        assertThat(second.join()).isTrue();
    }

    @Test
    void aStageThatIsDoneAlreadyEndsTheTurnWithTheBody() {
        CompletableFuture<String> first = queue.submitStage(() -> CompletableFuture.completedStage("at once"));

        assertThat(first.join()).isEqualTo("at once");
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void aFailedStageFailsTheFutureWithTheExceptionItself() {
        IOException thrown = new IOException("mine");
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = queue.submitStage(() -> stage.thenApply(value -> value));
        stage.completeExceptionally(thrown);

        assertThatThrownBy(first::get).hasCause(thrown);
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void aBodyThatThrowsInsteadOfReturningAStageFailsTheFuture() {
        IOException thrown = new IOException("mine");
        CompletableFuture<String> first = queue.submitStage(() -> {
            throw thrown;
        });

        assertThatThrownBy(first::get).hasCause(thrown);
    }

    @Test
    @SuppressWarnings("NullAway") // the very mistake that is tested
    void aNullStageIsRefusedWithAClearMessage() {
        CompletableFuture<String> first = queue.submitStage(() -> null);

        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("SHARER-106: ")
                .hasMessageContaining("'stages'");
    }

    @Test
    void aPlainFutureThatIsNotDoneIsRefusedWithAClearMessage() {
        CompletableFuture<Object> first =
                queue.submitAsync(() -> new FutureTask<>(() -> "never"), "Till.count()", CallSettings.DEFAULT);

        assertThatThrownBy(first::join)
                .cause()
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-107: Till.count()");
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void aPlainFutureThatIsDoneGivesItsValue() {
        FutureTask<String> done = new FutureTask<>(() -> "value");
        done.run();

        assertThat(queue.submitAsync(() -> done, "label", CallSettings.DEFAULT).join())
                .isEqualTo("value");
    }

    @Test
    void aPlainFutureThatHasFailedGivesItsFailure() {
        IOException thrown = new IOException("mine");
        FutureTask<String> failed = new FutureTask<>(() -> {
            throw thrown;
        });
        failed.run();

        assertThatThrownBy(() -> queue.submitAsync(() -> failed, "label", CallSettings.DEFAULT)
                        .get())
                .hasCause(thrown);
    }

    @Test
    void theThreadThatCompletesTheStageRunsNoDependentOfTheCaller() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Thread> dependent = queue.submitStage(() -> stage).thenApply(value -> Thread.currentThread());
        await().until(() -> queue.stats().running() == 1 && stage.getNumberOfDependents() == 1);
        stage.complete("done");

        assertThat(dependent.join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aDependentNeverRunsInsideTheTurn() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> dependent = queue.submitStage(() -> stage)
                .thenApply(value -> queue.submit(() -> "another turn").join());
        stage.complete("done");

        assertThat(dependent.join()).isEqualTo("another turn");
    }

    @Test
    void cancellingTheFutureCancelsAPendingStage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = queue.submitStage(() -> stage);
        await().until(() -> stage.getNumberOfDependents() == 1);
        first.cancel(true);

        await().until(stage::isCancelled);
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    @Test
    void aStageThatCannotBeWaitedForFailsTheFutureAndFreesTheTurn() {
        CompletionStage<String> broken = new BrokenStage();
        CompletableFuture<String> first = queue.submitStage(() -> broken);

        assertThatThrownBy(first::get).hasCauseInstanceOf(UnsupportedOperationException.class);
        assertThat(queue.submit(() -> "next").join()).isEqualTo("next");
    }

    /** A stage that nothing can be attached to. */
    private static final class BrokenStage extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> whenComplete(
                java.util.function.BiConsumer<? super String, ? super Throwable> action) {
            throw new UnsupportedOperationException("broken");
        }
    }

    @Test
    void stagesAndThreadsTakeTurns() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = queue.submitStage(() -> stage);
        Callers.Call<Boolean> waiting = new Callers().startInLine(queue, 1, stage::isDone);
        stage.complete("done");

        assertThat(waiting.get()).isTrue();
        assertThat(first.join()).isEqualTo("done");
    }
}
