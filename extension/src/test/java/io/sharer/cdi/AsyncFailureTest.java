package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sharer.TurnException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The future of an asynchronous call fails with the original exception, and the turn is free for the next. */
class AsyncFailureTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    private final IOException failure = new IOException("in the body");

    @AfterEach
    void theNextCallWorks() throws Exception {
        Desk desk = container.get(Desk.class);
        assertThat(Caller.of(() -> desk.call(() -> "works")).result()).isEqualTo("works");
    }

    @Test
    void aCheckedExceptionOfTheBodyIsTheCause() throws Exception {
        Future<?> future = container.get(Desk.class).completableFuture(() -> {
            throw failure;
        });

        assertThat(causeOf(future)).isSameAs(failure);
    }

    @Test
    void theFailureOfTheReturnedStageIsTheCause() throws Exception {
        Future<?> future = container.get(Desk.class).completableFuture(() -> CompletableFuture.failedFuture(failure));

        assertThat(causeOf(future)).isSameAs(failure);
    }

    @Test
    void theFailureOfADerivedStageIsTheCauseWithoutAWrapper() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        Future<?> future = container.get(Desk.class).completableFuture(() -> source.thenApply(String::length));

        source.completeExceptionally(failure);

        assertThat(causeOf(future)).isSameAs(failure);
    }

    @Test
    @SuppressWarnings("NullAway") // that is the test
    void aNullStageFailsAndNamesTheMethod() throws Exception {
        Future<?> future = container.get(Desk.class).stage(() -> null).toCompletableFuture();

        assertThat(causeOf(future))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("SHARER-106")
                .hasMessageContaining("Desk.stage(Callable)");
    }

    @Test
    void aPendingPlainFutureFailsAndNamesTheMethod() throws Exception {
        Future<?> future = container.get(Desk.class).future(() -> new FutureTask<>(() -> "never run"));

        assertThat(causeOf(future))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-107")
                .hasMessageContaining("Desk.future(Callable)");
    }

    @Test
    void aDonePlainFutureGivesItsValue() throws Exception {
        Future<String> future = container.get(Desk.class).future(() -> ran(new FutureTask<>(() -> "value")));

        assertThat(future.get(20, SECONDS)).isEqualTo("value");
    }

    @Test
    void theFailureOfADonePlainFutureIsTheCause() throws Exception {
        Future<?> future = container
                .get(Desk.class)
                .future(() -> ran(new FutureTask<>(() -> {
                    throw failure;
                })));

        assertThat(causeOf(future)).isSameAs(failure);
    }

    private static <T> FutureTask<T> ran(FutureTask<T> task) {
        task.run();
        return task;
    }

    private static @Nullable Throwable causeOf(Future<?> future) {
        ExecutionException thrown = catchThrowableOfType(ExecutionException.class, () -> future.get(20, SECONDS));
        return thrown.getCause();
    }
}
