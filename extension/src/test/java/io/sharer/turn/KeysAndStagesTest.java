package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** While the turn of a key is left to a stage, what will complete the stage is inside that turn. */
@SuppressWarnings("FutureReturnValueIgnored") // what a body leaves behind is told by its stage
class KeysAndStagesTest {
    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("orders").executor(pool).build();

    private final SerialExecutor store =
            SerialExecutor.builder("store").executor(pool).build();

    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static <T> Function<Object, T> calling(Callable<T> call) {
        return loaded -> {
            try {
                return call.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        };
    }

    /** Leaves the turn of the key "a" to a stage, which the call completes when a call without a key waits. */
    private <T> CompletableFuture<Object> whileAnotherWaits(Callable<T> call) throws Exception {
        CompletableFuture<Object> outer =
                keyed.stage("a", () -> store.submit(gate).thenApply(calling(call)));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        Callers.awaitLength(queue, 1);
        gate.open();
        CompletableFuture<String> over = outer.handle((value, failure) -> "over");
        assertThat(get(over)).isEqualTo("over");
        assertThat(get(all)).isEqualTo("all");
        await().until(() -> keyed.keys() == 0);
        return outer;
    }

    @Test
    void aCallWithTheSameKeyRunsInline() throws Exception {
        assertThat((String) get(whileAnotherWaits(() -> keyed.call("a", () -> "inline"))))
                .isEqualTo("inline");
        assertThat(queue.stats().turns()).isEqualTo(2);
    }

    @Test
    void aCallWithAnotherKeyIsServedAheadOfOneWithoutAKey() throws Exception {
        assertThat((String) get(whileAnotherWaits(() -> keyed.call("b", () -> "ahead"))))
                .isEqualTo("ahead");
        assertThat(queue.stats().turns()).isEqualTo(3);
    }

    @Test
    void aReadWithoutAKeyRunsBeside() throws Exception {
        assertThat((String) get(whileAnotherWaits(() -> queue.call(() -> "beside", "read", Keyed.READ, true))))
                .isEqualTo("beside");
    }

    @Test
    void aWriteWithoutAKeyIsRefused() throws Exception {
        CompletableFuture<Object> refused = whileAnotherWaits(() -> queue.call(() -> "never"));

        assertThatThrownBy(refused::join).hasCauseInstanceOf(TurnException.class);
    }

    @Test
    void aCallWithAKeyInsideATurnWithoutOneRunsInline() throws Exception {
        CompletableFuture<String> outer = queue.submitStage(() ->
                store.submit(() -> "loaded").thenApply(calling(() -> keyed.call("a", () -> "inline"))));

        assertThat(get(outer)).isEqualTo("inline");
        assertThat(queue.stats().turns()).isEqualTo(1);
    }

    @Test
    void aReadWithAKeyInsideAReadWithoutOneTakesATurnOfItsKey() throws Exception {
        Callers.Call<String> writer = callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        CompletableFuture<Object> outer = queue.submitAsync(
                () -> store.submit(() -> "loaded")
                        .thenApply(calling(() -> keyed.with(Keyed.READ)
                                .call("a", () -> writer.result().isDone()))),
                "read",
                Keyed.READ);
        await().until(() -> queue.stats().length() == 1);
        gate.open();

        get(outer);
        assertThat(writer.get()).isEqualTo("passed");
        assertThat(queue.stats().turns()).isEqualTo(3);
    }

    @Test
    void whatASynchronousBodyHasOthersDoKeepsItsPlaceBehindACallWithoutAKey() throws Exception {
        CompletableFuture<Boolean> order = keyed.call("a", () -> {
            CompletableFuture<Boolean> inOrder = store.submit(() -> {
                AtomicBoolean ran = new AtomicBoolean();
                CompletableFuture<?> all = queue.submit(() -> ran.set(true));
                boolean before = keyed.call("a", ran::get);
                all.join();
                return before;
            });
            Callers.awaitLength(queue, 2);
            return inOrder;
        });

        assertThat(get(order)).isTrue();
    }
}
