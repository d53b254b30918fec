package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A named queue, injected as the {@code ManagedExecutorService} that Jakarta Concurrency knows. */
class ManagedExecutorTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class, OnlyManaged.class);

    @ApplicationScoped
    static class Desk {
        @Inject
        @SharedQueue("till")
        ManagedExecutorService managed;

        @Inject
        @SharedQueue("till")
        SerialExecutor queue;

        @Shared("till")
        String work() {
            return "worked";
        }

        ManagedExecutorService managed() {
            return managed;
        }

        SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class OnlyManaged {
        @Inject
        @SharedQueue("nobody else's")
        ManagedExecutorService managed;

        ManagedExecutorService managed() {
            return managed;
        }
    }

    private ManagedExecutorService managed() {
        return container.get(Desk.class).managed();
    }

    private SerialExecutor queue() {
        return container.get(Desk.class).queue();
    }

    @Test
    void itIsTheNamedQueue() throws Exception {
        ManagedExecutorService managed = managed();

        assertThat(Turns.takesTurn(queue(), () -> managed.submit(() -> "done").get(20, SECONDS)))
                .isEqualTo("done");
    }

    @Test
    void anInjectionPointOfThisTypeMakesTheQueueToo() throws Exception {
        assertThat(container
                        .get(OnlyManaged.class)
                        .managed()
                        .submit(() -> "done")
                        .get(20, SECONDS))
                .isEqualTo("done");
    }

    @Test
    void withoutTheQualifierNobodyMeetsIt() {
        assertThat(container.select(ManagedExecutorService.class).isUnsatisfied())
                .isTrue();
        assertThat(container
                        .select(ManagedExecutorService.class, SharedQueue.Literal.of("till"))
                        .isResolvable())
                .isTrue();
    }

    /** All that runs a body. */
    interface Way {
        Future<?> run(ManagedExecutorService managed, Runnable body) throws Exception;
    }

    static Stream<Way> waysToRunABody() {
        return Stream.of(
                (managed, body) -> {
                    CompletableFuture<String> done = new CompletableFuture<>();
                    managed.execute(() -> {
                        body.run();
                        done.complete("done");
                    });
                    return done;
                },
                (managed, body) -> managed.submit(body),
                (managed, body) -> managed.submit(body, "done"),
                (managed, body) -> managed.submit(called(body)),
                (managed, body) -> CompletableFuture.completedFuture(managed.invokeAll(List.of(called(body)))),
                (managed, body) ->
                        CompletableFuture.completedFuture(managed.invokeAll(List.of(called(body)), 20, SECONDS)),
                (managed, body) -> CompletableFuture.completedFuture(managed.invokeAny(List.of(called(body)))),
                (managed, body) ->
                        CompletableFuture.completedFuture(managed.invokeAny(List.of(called(body)), 20, SECONDS)),
                (managed, body) -> managed.runAsync(body),
                (managed, body) -> managed.supplyAsync(() -> {
                    body.run();
                    return "done";
                }),
                (managed, body) -> managed.completedFuture("done").thenRunAsync(body),
                (managed, body) ->
                        managed.completedStage("done").thenRunAsync(body).toCompletableFuture(),
                (managed, body) -> managed.failedFuture(new IllegalStateException("no"))
                        .handleAsync((value, failure) -> {
                            body.run();
                            return "done";
                        }),
                (managed, body) -> managed.failedStage(new IllegalStateException("no"))
                        .exceptionallyAsync(failure -> {
                            body.run();
                            return "done";
                        })
                        .toCompletableFuture(),
                (managed, body) ->
                        managed.copy(CompletableFuture.completedFuture("done")).thenRunAsync(body),
                (managed, body) -> managed.copy((CompletionStage<String>) CompletableFuture.completedFuture("done"))
                        .thenRunAsync(body)
                        .toCompletableFuture(),
                (managed, body) -> {
                    CompletableFuture<String> stage = managed.newIncompleteFuture();
                    CompletableFuture<Void> after =
                            stage.thenApply(Function.identity()).thenRunAsync(body);
                    stage.complete("done");
                    return after;
                },
                (managed, body) -> managed.newIncompleteFuture().completeAsync(() -> {
                    body.run();
                    return "done";
                }));
    }

    private static Callable<String> called(Runnable body) {
        return () -> {
            body.run();
            return "done";
        };
    }

    @ParameterizedTest
    @MethodSource("waysToRunABody")
    void everyBodyHasATurn(Way way) throws Exception {
        ManagedExecutorService managed = managed();
        SerialExecutor queue = queue();
        AtomicReference<String> inside = new AtomicReference<>();
        Runnable body = () -> {
            // A call that did not run inline would wait for whoever runs this body.
            queue.run(() -> inside.set("inline"));
            assertThat(queue.stats().running()).isEqualTo(1);
        };

        Turns.takesTurn(queue, () -> way.run(managed, body).get(20, SECONDS));

        assertThat(inside).hasValue("inline");
    }

    @Test
    void whatDependsOnAStageWithoutAsyncRunsOutsideTheTurn() throws Exception {
        SerialExecutor queue = queue();
        CountDownLatch attached = new CountDownLatch(1);

        CompletableFuture<Integer> running = managed()
                .runAsync(() -> await(attached))
                .thenApply(nothing -> queue.stats().running());
        attached.countDown();

        assertThat(running.get(20, SECONDS)).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFunctionHasTheContextOfWhoAttachedIt() throws Exception {
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
        CompletableFuture<String> stage = managed().newIncompleteFuture();
        List<CompletableFuture<ClassLoader>> seen = new ArrayList<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(own);
        try {
            seen.add(stage.thenApply(value -> contextClassLoader()));
            seen.add(stage.thenApplyAsync(value -> contextClassLoader()));
            seen.add(stage.thenApplyAsync(value -> contextClassLoader(), Runnable::run));
            seen.add(stage.handle((value, failure) -> contextClassLoader()));
            seen.add(stage.thenCombine(stage, (one, other) -> contextClassLoader()));
            seen.add(stage.applyToEither(stage, value -> contextClassLoader()));
            seen.add(stage.thenCompose(value -> CompletableFuture.completedFuture(contextClassLoader())));
            seen.add(loaderSeenBy(of -> stage.thenAccept(value -> of.run())));
            seen.add(loaderSeenBy(of -> stage.thenRun(of)));
            seen.add(loaderSeenBy(of -> stage.thenAcceptBoth(stage, (one, other) -> of.run())));
            seen.add(loaderSeenBy(of -> stage.runAfterBoth(stage, of)));
            seen.add(loaderSeenBy(of -> stage.acceptEither(stage, value -> of.run())));
            seen.add(loaderSeenBy(of -> stage.runAfterEither(stage, of)));
            seen.add(loaderSeenBy(of -> stage.whenComplete((value, failure) -> of.run())));
        } finally {
            thread.setContextClassLoader(before);
        }

        stage.complete("done");

        for (CompletableFuture<ClassLoader> one : seen) {
            assertThat(one.get(20, SECONDS)).isSameAs(own);
        }
        assertThat(thread.getContextClassLoader()).isSameAs(before);
    }

    private static ClassLoader contextClassLoader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static CompletableFuture<ClassLoader> loaderSeenBy(Function<Runnable, CompletableFuture<?>> attach) {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        return attach.apply(() -> seen.set(contextClassLoader())).handle((value, failure) -> seen.get());
    }

    /** A method that is not overridden would lose the context. */
    @Test
    void everyMethodThatAttachesAFunctionCarriesTheContext() throws Exception {
        Class<?> stage = managed().newIncompleteFuture().getClass();

        for (Method method : CompletionStage.class.getMethods()) {
            if (!method.getName().equals("toCompletableFuture")) {
                assertThat(stage.getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .as(method.toString())
                        .isSameAs(stage);
            }
        }
    }

    @Test
    void dependentsOfDependentsUseTheQueueToo() {
        CompletableFuture<String> stage = managed().newIncompleteFuture();
        Executor turns = stage.defaultExecutor();

        assertThat(stage.thenApply(Function.identity())
                        .thenApplyAsync(Function.identity())
                        .defaultExecutor())
                .isSameAs(turns);
    }

    @Test
    void aBodysFailureIsItsStages() {
        IllegalStateException failure = new IllegalStateException("out of paper");

        assertThatThrownBy(() -> managed()
                        .supplyAsync(() -> {
                            throw failure;
                        })
                        .get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> managed()
                        .runAsync(() -> {
                            throw failure;
                        })
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    @Test
    void cancellingAStageTakesItsBodyOutOfTheQueue() throws Exception {
        ManagedExecutorService managed = managed();
        SerialExecutor queue = queue();
        Turns.Held held = Turns.hold(queue);
        CompletableFuture<String> cancelled = managed.supplyAsync(() -> "never");
        CompletableFuture<String> completed = managed.supplyAsync(() -> "never");
        Turns.awaitLength(queue, 2);

        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(completed.complete("from outside")).isTrue();

        assertThat(queue.stats().length()).isZero();
        assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        assertThat(completed.join()).isEqualTo("from outside");
        held.release();
    }

    @Test
    void completingAStageAsynchronouslyTakesItsBodyOutOfTheQueue() throws Exception {
        ManagedExecutorService managed = managed();
        SerialExecutor queue = queue();
        Turns.Held held = Turns.hold(queue);
        CompletableFuture<String> completed = managed.supplyAsync(() -> "never");
        CompletableFuture<String> failed = managed.supplyAsync(() -> "never");
        Turns.awaitLength(queue, 2);
        IllegalStateException failure = new IllegalStateException("of the supplier");

        completed.completeAsync(() -> "from outside", Runnable::run);
        failed.completeAsync(
                () -> {
                    throw failure;
                },
                Runnable::run);

        assertThat(queue.stats().length()).isZero();
        assertThat(completed.get(20, SECONDS)).isEqualTo("from outside");
        assertThatThrownBy(() -> failed.get(20, SECONDS)).hasCause(failure);
        held.release();
    }

    @Test
    void aMissingFunctionIsRefusedByTheMethodThatShouldAttachIt() {
        CompletableFuture<String> stage = managed().newIncompleteFuture();
        Runnable none = missing();
        Function<String, String> noFunction = missing();

        assertThatThrownBy(() -> stage.thenRun(none)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stage.thenApplyAsync(noFunction)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stage.completeAsync(missing())).isInstanceOf(NullPointerException.class);
        assertThat(stage.getNumberOfDependents()).isZero();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // as code does that nobody checks
    private static <T> T missing() {
        return null;
    }

    @Test
    void whatDependsOnAMinimalStageUsesTheQueueToo() throws Exception {
        ManagedExecutorService managed = managed();
        SerialExecutor queue = queue();
        CompletionStage<String> minimal = managed.completedFuture("done").minimalCompletionStage();

        CompletableFuture<String> first = new CompletableFuture<>();
        assertThat(Turns.takesTurn(
                        queue,
                        () -> minimal.thenApplyAsync(value -> value + " twice")
                                .thenAcceptAsync(first::complete)
                                .toCompletableFuture()
                                .get(20, SECONDS)))
                .isNull();
        assertThat(first.join()).isEqualTo("done twice");
    }

    @Test
    void aMinimalStageEndsAsItsOriginalAndIsNotToBeCompleted() {
        CompletableFuture<String> original = managed().newIncompleteFuture();
        CompletableFuture<String> minimal = (CompletableFuture<String>) original.minimalCompletionStage();
        CompletableFuture<String> future = minimal.toCompletableFuture();

        assertThat(Stream.<ThrowingCallable>of(
                        () -> minimal.complete("from outside"),
                        () -> minimal.completeExceptionally(new IllegalStateException()),
                        () -> minimal.completeAsync(() -> "from outside"),
                        () -> minimal.cancel(true),
                        () -> minimal.obtrudeValue("from outside"),
                        () -> minimal.obtrudeException(new IllegalStateException()),
                        () -> minimal.orTimeout(1, SECONDS),
                        () -> minimal.completeOnTimeout("from outside", 1, SECONDS),
                        minimal::get,
                        () -> minimal.get(1, SECONDS),
                        () -> minimal.getNow("absent"),
                        minimal::join,
                        minimal::isDone,
                        minimal::isCancelled,
                        minimal::isCompletedExceptionally,
                        minimal::getNumberOfDependents))
                .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(UnsupportedOperationException.class));
        original.complete("done");

        assertThat(future.join()).isEqualTo("done");
        assertThat(minimal.toCompletableFuture().join()).isEqualTo("done");
        assertThat(minimal.toCompletableFuture().cancel(true)).isFalse();
    }

    @Test
    void cancellingAStageInterruptsItsBody() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<Void> stage = managed().runAsync(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        await(begun);

        stage.cancel(true);

        await(interrupted);
    }

    @Test
    void waitingForAStageBehindOnesOwnTurnIsADeadlock() {
        ManagedExecutorService managed = managed();
        SerialExecutor queue = queue();

        assertThatThrownBy(() ->
                        queue.call(() -> managed.supplyAsync(() -> "behind").get()))
                .isInstanceOf(TurnDeadlockException.class);
        assertThatThrownBy(() ->
                        queue.call(() -> managed.supplyAsync(() -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aWaitWithATimeOutEndsInTime() throws Exception {
        Turns.Held held = Turns.hold(queue());
        CompletableFuture<String> stage = managed().supplyAsync(() -> "later");

        assertThatThrownBy(() -> stage.get(1, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);

        held.release();
        assertThat(stage.get(20, SECONDS)).isEqualTo("later");
    }

    @Test
    void aCopyDoesNotCancelWhatItWasCopiedFrom() {
        CompletableFuture<String> original = new CompletableFuture<>();

        managed().copy(original).cancel(true);

        assertThat(original).isNotDone();
    }

    @Test
    void aPassivatedBeanTakesItAlong() throws Exception {
        ManagedExecutorService activated = (ManagedExecutorService) Sessions.read(Sessions.write(managed()));

        assertThat(Turns.takesTurn(queue(), () -> activated.submit(() -> "done").get(20, SECONDS)))
                .isEqualTo("done");
    }

    @Test
    void itsLifeIsTheContainersBusiness() throws Exception {
        ManagedExecutorService managed = managed();
        Method close = managed.getClass().getMethod("close");
        close.setAccessible(true);

        assertThat(Stream.<ThrowingCallable>of(
                        managed::shutdown,
                        managed::shutdownNow,
                        managed::isShutdown,
                        managed::isTerminated,
                        () -> managed.awaitTermination(1, TimeUnit.SECONDS),
                        () -> {
                            try {
                                close.invoke(managed);
                            } catch (java.lang.reflect.InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("SHARER-025")
                        .hasMessageContaining("till"));
    }

    @Test
    void whereThereIsNoContextServiceThatIsTold() {
        assertThatThrownBy(() -> managed().getContextService())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-061");
    }
}
