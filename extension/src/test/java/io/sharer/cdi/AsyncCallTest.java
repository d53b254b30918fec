package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A method that returns a stage or a future returns at once, and its body has its turn later, on another thread. */
class AsyncCallTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    /** One of the methods that return at once. */
    interface Method {
        Future<String> invoke(Desk desk, java.util.concurrent.Callable<CompletableFuture<String>> body)
                throws Exception;
    }

    static Stream<Method> methods() {
        return Stream.of(
                (desk, body) -> desk.<String>stage(body).toCompletableFuture(),
                Desk::<String>completableFuture,
                Desk::<String>future);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void itReturnsAtOnce(Method method) throws Exception {
        Desk desk = container.get(Desk.class);

        Turns.Held held = Turns.hold(desk.queue());
        Future<String> future = method.invoke(desk, () -> CompletableFuture.completedFuture("done"));
        assertThat(future).isNotDone();
        held.release();

        assertThat(future.get(20, SECONDS)).isEqualTo("done");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theBodyRunsOnAnotherThread(Method method) throws Exception {
        CompletableFuture<Thread> ranOn = new CompletableFuture<>();

        method.invoke(container.get(Desk.class), () -> {
                    ranOn.complete(Thread.currentThread());
                    return CompletableFuture.completedFuture("done");
                })
                .get(20, SECONDS);

        assertThat(ranOn.join()).isNotSameAs(Thread.currentThread());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theTurnLastsUntilTheReturnedStageIsDone(Method method) throws Exception {
        Desk desk = container.get(Desk.class);
        CompletableFuture<String> pending = new CompletableFuture<>();

        Future<String> future = method.invoke(desk, () -> pending);
        Caller<String> next = Caller.of(() -> desk.call(() -> pending.isDone() ? "after" : "beside"));
        Turns.awaitLength(desk.queue(), 1);
        assertThat(future).isNotDone();
        pending.complete("done");

        assertThat(next.result()).isEqualTo("after");
        assertThat(future.get(20, SECONDS)).isEqualTo("done");
    }

    @Test
    void theCallersClassLoaderIsThere() throws Exception {
        Desk desk = container.get(Desk.class);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThat(loaderInBody(desk)).isSameAs(before);
        try (URLClassLoader callers = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(callers);
            // Most likely on the same thread as the first body, which has the other class loader from its creation.
            assertThat(loaderInBody(desk)).isSameAs(callers);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(loaderInBody(desk)).isSameAs(before);
    }

    private static ClassLoader loaderInBody(Desk desk) throws Exception {
        return desk.completableFuture(() ->
                        CompletableFuture.completedFuture(Thread.currentThread().getContextClassLoader()))
                .get(20, SECONDS);
    }

    @Test
    void theTurnIsOverWhenTheFutureIsDone() throws Exception {
        Desk desk = container.get(Desk.class);
        CompletableFuture<String> pending = new CompletableFuture<>();

        CompletableFuture<Integer> running = desk.completableFuture(() -> pending)
                .thenApply(done -> desk.queue().stats().running());
        pending.complete("done");

        assertThat(running.get(20, SECONDS)).isZero();
    }

    @Test
    void cancellingTheFutureOfAQueuedBodyTakesItOutOfTheQueue() throws Exception {
        Desk desk = container.get(Desk.class);
        CompletableFuture<String> ran = new CompletableFuture<>();

        Turns.Held held = Turns.hold(desk.queue());
        CompletableFuture<String> future = desk.completableFuture(() -> {
            ran.complete("ran");
            return ran;
        });
        future.cancel(false);
        assertThat(desk.queue().stats().length()).isZero();
        held.release();

        desk.run(() -> assertThat(ran).isNotDone());
    }

    @Test
    void thrownAtOnceIsNothing() throws Exception {
        Desk desk = container.get(Desk.class);

        List<CompletionStage<String>> failing = List.of(
                desk.stage(() -> {
                    throw new IllegalStateException("in the body");
                }),
                desk.stage(() -> {
                    throw new Exception("in the body");
                }));

        assertThat(failing)
                .allSatisfy(stage -> assertThatThrownBy(
                                () -> stage.toCompletableFuture().get(20, SECONDS))
                        .hasRootCauseMessage("in the body"));
    }
}
