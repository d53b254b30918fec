package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Channel;
import io.sharer.EventLoop;
import io.sharer.LoopTaskHandle;
import io.sharer.spi.ContextCarrier;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks of a loop, and failures that no future tells. */
class TasksTest {
    private final LogRecorder log = new LogRecorder();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final AtomicBoolean toldOnLoop = new AtomicBoolean();
    private final EventLoop loop = new Loop(patient("tasks").withWorkers(1).withFailures(this::failed));

    TasksTest() {
        loop.start();
    }

    /** Settings of a loop whose threads may take any time: it logs nothing because one was stopped. */
    private static LoopConfig patient(String name) {
        return LoopConfig.of(name).withWatchdog(Duration.ZERO).withGrace(Duration.ofDays(1));
    }

    private void failed(Throwable failure) {
        toldOnLoop.set(loop.inLoop());
        failures.add(failure);
    }

    @AfterEach
    void stop() {
        loop.stop();
        log.close();
        LoopThreads.awaitNone("tasks");
    }

    /** As of a container that cannot set up the context of its thread. */
    @Test
    void aTaskWhoseThreadEndsBeforeItComesToItIsRunByAnother() throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        EventLoop ending = EventLoop.named("cut-short")
                .threadFactory(body -> new Thread(ends.get() ? () -> {} : body))
                .start();
        try {
            assertThat(ending.call(() -> "begun")).isEqualTo("begun");
            ends.set(true);
            CompletableFuture<String> ranOn = new CompletableFuture<>();
            LoopTaskHandle task = ending.task(
                    "unlucky", () -> ranOn.complete(Thread.currentThread().getName()));

            assertThat(ranOn.get(20, TimeUnit.SECONDS)).isEqualTo("sharer-cut-short-unlucky");
            await().until(task::isDone);
            assertThat(log.messages()).anyMatch(message -> message.startsWith("SHARER-440: "));
        } finally {
            ends.set(false);
            ending.stop();
            LoopThreads.awaitNone("cut-short");
        }
    }

    @Test
    void aTaskRunsBesideTheLoopAndItsWorkers() throws Exception {
        Gate gate = new Gate();
        LoopTaskHandle task = loop.task("long", gate::call);
        gate.awaitReached();
        assertThat(loop.call(() -> "free")).isEqualTo("free");
        assertThat(loop.blocking(() -> "free").get(10, TimeUnit.SECONDS)).isEqualTo("free");
        assertThat(task.isDone()).isFalse();
        assertThat(loop.loopStats().tasks()).isEqualTo(1);
        gate.open();
        await().until(task::isDone);
        assertThat(task.cancel()).isFalse();
    }

    @Test
    void cancellingInterruptsItAndIsNoFailure() throws Exception {
        Gate gate = new Gate();
        LoopTaskHandle task = loop.task("long", gate::call);
        gate.awaitReached();
        assertThat(task.cancel()).isTrue();
        assertThat(task.cancel()).isFalse();
        await().until(task::isDone);
        loop.stop();
        assertThat(failures).isEmpty();
        assertThat(log.messages()).isEmpty();
    }

    /** Its channel is closed at the same time as it is interrupted, and either may be what it meets. */
    @Test
    void theEndOfATaskThatPutsForEverIsNoFailure() {
        for (int round = 0; round < 200; round++) {
            try (EventLoop producing = new Loop(patient("producing").withFailures(this::failed))) {
                Channel<Integer> channel = producing.channel(1);
                AtomicInteger put = new AtomicInteger();
                producing.task("produce", () -> {
                    while (true) {
                        channel.put(1);
                        put.incrementAndGet();
                    }
                });
                producing.start();
                await().pollInterval(Duration.ofMillis(1)).until(() -> put.get() == 1);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(log.messages()).isEmpty();
    }

    /** Those who are done have perhaps not left yet. */
    @Test
    void workersThatAreDoneAreNotTakenForDeaf() {
        for (int round = 0; round < 500; round++) {
            try (EventLoop brief = new Loop(patient("brief").withWorkers(4))) {
                brief.start();
                CompletableFuture.allOf(brief.blocking(() -> 1), brief.blocking(() -> 2), brief.blocking(() -> 3))
                        .join();
            }
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void aFailureReachesTheHandlerOnTheLoopAndTheLog() throws Exception {
        IOException thrown = new IOException("broken");
        loop.task("fragile", () -> {
            throw thrown;
        });
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isSameAs(thrown);
        assertThat(toldOnLoop).isTrue();
        assertThat(log.messages()).anyMatch(text -> text.contains("SHARER-432") && text.contains("'fragile'"));
        assertThat(loop.loopStats().failures()).isEqualTo(1);
    }

    @Test
    void aFailureInTheCleanUpIsToldBeforeTheLoopHasStopped() throws Exception {
        Gate gate = new Gate();
        IllegalStateException thrown = new IllegalStateException("dirty");
        loop.task("unclean", () -> {
            try {
                gate.call();
            } catch (InterruptedException e) {
                throw thrown;
            }
        });
        gate.awaitReached();
        loop.stop();
        assertThat(failures).containsExactly(thrown);
    }

    @Test
    void anExecutedBodysFailureIsTold() throws Exception {
        IllegalStateException thrown = new IllegalStateException("unseen");
        loop.execute(() -> {
            throw thrown;
        });
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isSameAs(thrown);
        assertThat(loop.call(() -> "goes on")).isEqualTo("goes on");
    }

    @Test
    void aSubmittedBodysFailureIsTheFuturesAlone() {
        CompletableFuture<Object> future = loop.submit(() -> {
            throw new IOException();
        });
        assertThatThrownBy(future::join).hasCauseInstanceOf(IOException.class);
        loop.stop();
        assertThat(failures).isEmpty();
    }

    @Test
    void aHandlerThatFailsHarmsNobody() throws Exception {
        try (EventLoop fragile = EventLoop.named("tasks-handler")
                .onFailure(failure -> {
                    throw new Error("handler");
                })
                .start()) {
            fragile.execute(() -> {
                throw new IllegalStateException();
            });
            assertThat(fragile.call(() -> 1)).isEqualTo(1);
        }
        assertThat(log.messages()).anyMatch(text -> text.contains("SHARER-433"));
    }

    @Test
    void aTaskWithoutANameIsRefused() {
        assertThatThrownBy(() -> loop.task(" ", () -> {})).hasMessageContaining("SHARER-405");
    }

    @Test
    void theFirstSuccessWinsAndTheOthersAreCancelled() {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<String> first = loop.firstOf(List.of(
                () -> CompletableFuture.failedFuture(new IOException("first to end, but failed")),
                () -> never,
                () -> CompletableFuture.completedFuture("won"),
                () -> {
                    throw new AssertionError("not begun");
                }));
        assertThat(first.join()).isEqualTo("won");
        assertThat(never).isCancelled();
        loop.stop();
        assertThat(failures).isEmpty();
    }

    @Test
    void blockingWorkThatLosesIsInterrupted() throws Exception {
        Gate loser = new Gate();
        CompletableFuture<String> winner = new CompletableFuture<>();
        CompletableFuture<String> first = loop.firstOf(List.of(() -> loop.blocking(loser), () -> winner));
        loser.awaitReached();
        winner.complete("won");
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("won");
        await().until(() -> loop.loopStats().busyWorkers() == 0);
    }

    @Test
    void ifAllFailTheFirstBodysFailureHasTheOthersSuppressed() {
        IOException one = new IOException("one");
        IOException two = new IOException("two");
        CompletableFuture<Object> first = loop.firstOf(List.of(
                () -> {
                    throw one;
                },
                () -> CompletableFuture.failedFuture(two)));
        assertThatThrownBy(first::join).cause().isSameAs(one);
        assertThat(one.getSuppressed()).containsExactly(two);
    }

    @Test
    void cancellingTheResultCancelsAll() throws Exception {
        CompletableFuture<String> never = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> first = loop.firstOf(List.of(() -> {
            begun.incrementAndGet();
            return never;
        }));
        await().until(() -> begun.get() == 1);
        loop.call(() -> 1);
        first.cancel(true);
        assertThat(never).isCancelled();
    }

    @Test
    void nothingToChooseFromIsRefused() {
        assertThatThrownBy(() -> loop.firstOf(List.of())).hasMessageContaining("SHARER-407");
    }

    @Test
    void aTaskWhoseContextCannotBeTakenAlongIsToldAndKeepsNoOther() throws Exception {
        ContextCarrier carrier = new ContextCarrier() {
            private final AtomicBoolean first = new AtomicBoolean(true);

            @Override
            public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
                if (first.getAndSet(false)) {
                    throw new IllegalArgumentException("no context");
                }
                return body;
            }
        };
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        LoopConfig config = LoopConfig.of("no-context").withCarrier(carrier).withFailures(told::add);
        try (EventLoop other = new Loop(config)) {
            LoopTaskHandle refused = other.task("refused", () -> {});
            CountDownLatch ran = new CountDownLatch(1);
            LoopTaskHandle runs = other.task("runs", ran::countDown);
            other.start();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> refused.isDone() && runs.isDone());
            assertThat(told.poll(10, TimeUnit.SECONDS)).hasMessage("no context");
        }
    }
}
