package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.TurnRejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bodies on the loop may count on. */
@SuppressWarnings("FutureReturnValueIgnored") // gates are looked at instead
class BodiesTest {
    private final EventLoop loop = EventLoop.named("bodies").start();

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aCallRunsOnTheLoopAndReturnsWhatItsBodyReturns() throws Exception {
        assertThat(loop.call(loop::inLoop)).isTrue();
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void aCallThrowsWhatItsBodyThrows() {
        IOException thrown = new IOException("broken");
        assertThatThrownBy(() -> loop.call(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void aCallByTheLoopItselfRunsInline() throws Exception {
        assertThat(loop.call(() -> loop.call(() -> loop.call(() -> "inner")))).isEqualTo("inner");
    }

    @Test
    void bodiesNeverOverlapAndRunInTheOrderOfOneThread() {
        List<Integer> order = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            all.add(loop.submit(() -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                order.add(number);
                inside.decrementAndGet();
                return number;
            }));
        }
        all.forEach(CompletableFuture::join);
        assertThat(order).hasSize(1000).isSorted();
    }

    @Test
    void aPendingStageDoesNotHoldTheLoop() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> pending = loop.submitStage(() -> stage);
        assertThat(loop.call(() -> "beside it")).isEqualTo("beside it");
        assertThat(pending).isNotDone();
        stage.complete("at last");
        assertThat(pending.get(10, TimeUnit.SECONDS)).isEqualTo("at last");
    }

    @Test
    void aStageFailsWithTheOriginalException() {
        IOException thrown = new IOException("broken");
        CompletableFuture<String> stage = loop.submitStage(() ->
                CompletableFuture.supplyAsync(() -> "x").thenCompose(x -> CompletableFuture.failedFuture(thrown)));
        assertThatThrownBy(() -> stage.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(thrown);
    }

    @Test
    void aNullStageIsToldAsSuch() {
        assertThatThrownBy(() -> loop.<String>submitStage(() -> null).join())
                .hasRootCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("SHARER-424");
    }

    @Test
    void dependentsRunOnTheLoopWhateverCompletesTheFuture() throws Exception {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Gate gate = new Gate();
        CompletableFuture<Boolean> ofStage = loop.submitStage(() -> stage).thenApply(x -> loop.inLoop());
        CompletableFuture<Boolean> ofWork = loop.blocking(gate).thenApply(x -> loop.inLoop());
        CompletableFuture<Boolean> asynchronous =
                loop.submit(() -> 1).thenApplyAsync(x -> loop.inLoop()).thenApplyAsync(x -> x && loop.inLoop());
        gate.open();
        stage.complete(null);
        assertThat(ofStage.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ofWork.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asynchronous.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingAQueuedBodyTakesItOut() throws Exception {
        Gate gate = new Gate();
        loop.submit(gate);
        gate.awaitReached();
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<?> queued = loop.submit(() -> ran.set(true));
        assertThat(loop.stats().length()).isEqualTo(1);
        assertThat(queued.cancel(false)).isTrue();
        assertThat(loop.stats().length()).isZero();
        gate.open();
        loop.call(() -> null);
        assertThat(ran).isFalse();
    }

    @Test
    void cancellingARunningBodyInterruptsItAndNoOther() throws Exception {
        for (int i = 0; i < 200; i++) {
            Gate gate = new Gate();
            CompletableFuture<String> running = loop.submit(gate);
            CompletableFuture<Boolean> next = loop.submit(Thread::interrupted);
            gate.awaitReached();
            running.cancel(true);
            assertThat(next.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void anInterruptOfACallerWhoseBodyHasNotBegunTakesTheBodyOut() throws Exception {
        Gate gate = new Gate();
        loop.submit(gate);
        gate.awaitReached();
        AtomicBoolean ran = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                loop.call(() -> {
                    ran.set(true);
                    return null;
                });
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        await().until(() -> loop.stats().length() == 1);
        caller.interrupt();
        caller.join();
        gate.open();
        loop.call(() -> null);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ran).isFalse();
    }

    @Test
    void anInterruptOfACallerWhoseBodyRunsIsTheBodys() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean(true);
        Thread caller = new Thread(() -> {
            try {
                loop.call(gate);
            } catch (Exception e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        gate.awaitReached();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(flag).isFalse();
    }

    @Test
    void whatComesBeyondTheCapacityIsRefused() throws Exception {
        try (EventLoop small = EventLoop.named("small").capacity(1).start()) {
            Gate gate = new Gate();
            small.submit(gate);
            gate.awaitReached();
            CompletableFuture<Integer> waiting = small.submit(() -> 1);
            assertThatThrownBy(() -> small.submit(() -> 2).join())
                    .hasRootCauseInstanceOf(TurnRejectedException.class)
                    .hasMessageContaining("SHARER-416");
            assertThat(small.stats().rejected()).isEqualTo(1);
            gate.open();
            assertThat(waiting.join()).isEqualTo(1);
        }
    }

    @Test
    void aTimedWaitOnTheLoopEndsByItself() throws Exception {
        assertThatThrownBy(() -> loop.call(() -> loop.submit(() -> 1).get(10, TimeUnit.MILLISECONDS)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void allAreInvokedAndTheFirstSuccessOfAny() throws Exception {
        assertThat(loop.invokeAll(List.of(() -> 1, () -> 2)))
                .extracting(future -> future.get())
                .containsExactly(1, 2);
        assertThat(loop.<Integer>invokeAny(List.of(
                        () -> {
                            throw new IOException();
                        },
                        () -> 2)))
                .isEqualTo(2);
        assertThatThrownBy(() -> loop.call(() -> loop.invokeAll(List.of(() -> 1))))
                .hasMessageContaining("SHARER-422");
    }

    @Test
    void theFiguresAreTold() throws Exception {
        for (int i = 0; i < 10; i++) {
            loop.submit(() -> 1).join();
        }
        assertThat(loop.stats().turns()).isEqualTo(10);
        assertThat(loop.stats().name()).isEqualTo("bodies");
        assertThat(loop.stats().longestWait()).isPositive();
        assertThat(loop.stats().waits()).isEqualTo(10);
        assertThat(loop.stats().meanWait()).isEqualTo(loop.stats().totalWait().dividedBy(10));
        await().untilAsserted(() -> assertThat(loop.loopStats().pending()).isZero());
    }
}
