package io.sharer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Pool;
import io.sharer.SerialExecutor;
import io.sharer.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies are run by hand, one by one, on the thread of the test. */
@ExtendWith(SharerLeaks.class)
class StepExecutorTest {
    private final StepExecutor steps = new StepExecutor();
    private final List<String> ran = new ArrayList<>();

    @Test
    void aStepIsOneBodyAndTheNextIsTheNextStep() {
        try (SerialExecutor till =
                SerialExecutor.builder("till").executor(steps).build()) {
            for (int i = 1; i <= 3; i++) {
                String body = "body " + i;
                till.execute(
                        () -> ran.add(body + " on " + Thread.currentThread().getName()));
            }
            assertThat(ran).isEmpty();
            assertThat(till.stats().length()).isEqualTo(2);
            steps.runNext();
            assertThat(ran)
                    .containsExactly("body 1 on " + Thread.currentThread().getName());
            assertThat(steps.queued()).isEqualTo(1);
            assertThat(till.stats().turns()).isEqualTo(1);
            steps.runNext();
            assertThat(ran).hasSize(2);
            steps.runNext();
            assertThat(ran).hasSize(3);
            assertThat(steps.queued()).isZero();
        }
    }

    @Test
    void aFutureIsDoneWhenItsBodyHasRunAndWhatDependsOnItIsAStep() {
        try (SerialExecutor till =
                SerialExecutor.builder("till").executor(steps).build()) {
            CompletableFuture<String> sold = till.submit(() -> "sold");
            CompletableFuture<String> told = sold.thenApplyAsync(text -> text + " and told");
            assertThat(sold).isNotDone();
            steps.runNext();
            assertThat(sold).isCompletedWithValue("sold");
            assertThat(told).isNotDone();
            assertThat(steps.runAll()).isEqualTo(1);
            assertThat(told).isCompletedWithValue("sold and told");
        }
    }

    @Test
    void allThatComeByRunningThemAreRun() {
        try (SerialExecutor till =
                SerialExecutor.builder("till").executor(steps).build()) {
            till.execute(() -> till.execute(() -> till.execute(() -> ran.add("third"))));
            assertThat(steps.runAll()).isEqualTo(3);
            assertThat(ran).containsExactly("third");
        }
    }

    @Test
    void withPermitsAsManyAreHandedOverAsMayRun() {
        try (SerialExecutor till =
                SerialExecutor.builder("till").permits(2).executor(steps).build()) {
            for (int i = 0; i < 3; i++) {
                till.execute(() -> ran.add("body"));
            }
            assertThat(steps.queued()).isEqualTo(2);
            steps.runAll();
            assertThat(ran).hasSize(3);
        }
    }

    @Test
    void aPoolsRefillAndAWorkQueuesJobsAreStepsToo() {
        try (Pool<Object> pool =
                        Pool.builder(Object::new).minSize(2).executor(steps).build();
                WorkQueue work = WorkQueue.builder("work").executor(steps).build()) {
            assertThat(pool.stats().live()).isZero();
            steps.runAll();
            assertThat(pool.stats().idle()).isEqualTo(2);
            CompletableFuture<String> done = work.submit(() -> "done");
            assertThat(done).isNotDone();
            steps.runAll();
            assertThat(done).isCompletedWithValue("done");
        }
    }

    @Test
    void aStepWhereThereIsNoneFailsTheTest() {
        assertThatThrownBy(steps::runNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-525");
    }

    @Test
    void bodiesWithoutEndAreToldOf() {
        SerialExecutor till = SerialExecutor.builder("till")
                .executor(steps)
                .timeout(Duration.ofMinutes(1))
                .build();
        Runnable[] again = new Runnable[1];
        again[0] = () -> till.execute(again[0]);
        till.execute(again[0]);
        assertThatThrownBy(steps::runAll).hasMessageStartingWith("SHARER-526");
        till.shutdownNow();
        steps.runAll();
    }
}
