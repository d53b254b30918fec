package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What users of an {@link java.util.concurrent.ExecutorService} expect, also of the executor underneath. */
class ExecutorContractTest {
    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("contract").build();

    @Test
    void invokeAllRunsAllInOrder() throws Exception {
        List<Integer> order = new ArrayList<>();
        List<Callable<Boolean>> bodies = List.of(() -> order.add(1), () -> order.add(2), () -> order.add(3));
        List<Future<Boolean>> done = queue.invokeAll(bodies);

        assertThat(done).allMatch(Future::isDone);
        assertThat(order).containsExactly(1, 2, 3);
    }

    @Test
    void invokeAnyGivesTheResultOfOneThatSucceeds() throws Exception {
        List<Callable<String>> bodies = List.of(() -> "one");

        assertThat(queue.invokeAny(bodies)).isEqualTo("one");
    }

    @Test
    void invokeAllFromInsideTheTurnIsRefusedInsteadOfWaitingForever() {
        List<Callable<String>> bodies = List.of(() -> "never");

        assertThatThrownBy(() -> queue.run(() -> {
                    try {
                        queue.invokeAll(bodies);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-108: invokeAll was called on the queue 'contract'");
    }

    @Test
    void aRunnableSubmittedWithAResultGivesIt() {
        assertThat(queue.submit(() -> {}, "result").join()).isEqualTo("result");
    }

    @Test
    void nullIsRefusedByEveryMethod() {
        assertThatThrownBy(() -> queue.run(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.execute(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.submit((Runnable) nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.call(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.submitStage(nothing())).isInstanceOf(NullPointerException.class);
        assertThat(queue.stats().running()).isZero();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a careless caller gives
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aBodyThatTheExecutorRefusesFailsAndTheQueueGoesOn() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        Executor moody = body -> {
            if (refusing.get()) {
                throw new RejectedExecutionException("not now");
            }
            new Thread(body, "moody").start();
        };
        SerialExecutor onMoody = SerialExecutor.builder("moody").executor(moody).build();
        CompletableFuture<String> refused = onMoody.submit(() -> "refused");

        assertThatThrownBy(refused::get)
                .cause()
                .isInstanceOf(TurnRejectedException.class)
                .hasMessageStartingWith("SHARER-105: the executor of the queue 'moody'")
                .hasRootCauseMessage("not now");
        assertThat(onMoody.call(() -> "a thread")).isEqualTo("a thread");
        refusing.set(false);
        assertThat(onMoody.submit(() -> "a body").join()).isEqualTo("a body");
    }

    @Test
    void bodiesThatTheExecutorRefusesWhileInLineAllFail() throws Exception {
        SerialExecutor onRefusing = SerialExecutor.builder("refusing")
                .executor(body -> {
                    throw new RejectedExecutionException("never");
                })
                .build();
        List<CompletableFuture<?>> refused = new ArrayList<>();
        onRefusing.run(() -> {
            for (int i = 0; i < 3; i++) {
                refused.add(onRefusing.submit(() -> "refused"));
            }
        });

        assertThat(refused).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(onRefusing.stats().running()).isZero();
        assertThat(onRefusing.stats().length()).isZero();
    }

    @Test
    void asynchronousDependentsRunOnTheQueuesExecutor() {
        List<Runnable> given = new ArrayList<>();
        SerialExecutor recording = SerialExecutor.builder("recording")
                .executor(body -> {
                    given.add(body);
                    body.run();
                })
                .build();
        CompletableFuture<String> body = recording.submit(() -> "body");
        CompletableFuture<Void> dependent = body.thenRunAsync(() -> {});

        assertThat(dependent).isCompleted();
        assertThat(given).hasSize(2);
    }

    @Test
    void theSubmittersContextClassLoaderTravelsWithTheBody() throws Exception {
        ClassLoader mine = new ClassLoader() {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(mine);
        try {
            assertThat(queue.submit(() -> Thread.currentThread().getContextClassLoader())
                            .join())
                    .isSameAs(mine);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aContextClassLoaderThatABodyLeavesBehindIsNobodyElses() throws Exception {
        ClassLoader left = new ClassLoader() {};
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            SerialExecutor onOneThread =
                    SerialExecutor.builder("one thread").executor(one).build();
            ClassLoader submitters = Thread.currentThread().getContextClassLoader();
            onOneThread
                    .submit(() -> Thread.currentThread().setContextClassLoader(left))
                    .join();

            assertThat(onOneThread
                            .submit(() -> Thread.currentThread().getContextClassLoader())
                            .join())
                    .isSameAs(submitters);
            assertThat(one.submit(() -> Thread.currentThread().getContextClassLoader())
                            .get(30, TimeUnit.SECONDS))
                    .isSameAs(submitters);
        } finally {
            one.shutdownNow();
        }
    }
}
